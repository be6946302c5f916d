// Memory straight from the operating system, for what is large.
#ifndef KENKO_PORTFOLIO_PAGES_H_
#define KENKO_PORTFOLIO_PAGES_H_

#include <cstddef>
#include <memory>
#include <utility>

namespace kenko {

// A range of pages, all zero at first, in huge ones where the system has them: touching 4 KB at a
// time costs more than what is then written to them. Given back to the system when done with.
class Pages {
 public:
  static constexpr std::size_t kHuge = std::size_t{1} << 21;
  static constexpr std::size_t kPage = 4096;

  Pages() = default;
  explicit Pages(std::size_t size);
  ~Pages();
  Pages(Pages&& other) noexcept : data_(other.data_), size_(other.size_) {
    other.data_ = nullptr;
    other.size_ = 0;
  }
  Pages& operator=(Pages&& other) noexcept;

  char* data() const { return data_; }
  std::size_t size() const { return size_; }

  // Gives the whole pages within [data, data + size) back; they are not to be used again.
  static void Discard(char* data, std::size_t size) noexcept;

 private:
  char* data_ = nullptr;
  std::size_t size_ = 0;
};

// Some of the pages that several things share; they go back to the system when the range does.
class PageRange {
 public:
  PageRange() = default;
  PageRange(std::shared_ptr<const Pages> pages, char* data, std::size_t size)
      : pages_(std::move(pages)), data_(data), size_(size) {}
  PageRange(PageRange&&) noexcept = default;
  PageRange& operator=(PageRange&& other) noexcept {
    std::swap(pages_, other.pages_);
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~PageRange() {
    if (pages_ != nullptr) Pages::Discard(data_, size_);
  }

  char* data() const { return data_; }

 private:
  std::shared_ptr<const Pages> pages_;
  char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_PAGES_H_
