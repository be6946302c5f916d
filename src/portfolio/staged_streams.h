// Many streams of bytes that are written by turns, then read one by one.
#ifndef KENKO_PORTFOLIO_STAGED_STREAMS_H_
#define KENKO_PORTFOLIO_STAGED_STREAMS_H_

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/prefetch.h"
#include "portfolio/arena.h"
#include "portfolio/spare_pages.h"

namespace kenko {

// The memory of staged streams: neighbouring streams share an arena, as a group.
class GroupMemory {
 public:
  // 1 << group_bits streams a group.
  explicit GroupMemory(int group_bits) : group_bits_(group_bits) {}
  std::size_t GroupOf(std::size_t stream) const { return stream >> group_bits_; }
  std::size_t group_count() const { return arenas_.size(); }
  // For streams below `count`.
  void Reserve(std::size_t count);
  Arena& Of(std::size_t stream) { return arenas_[GroupOf(stream)]; }
  // At least so much memory will be used: where that is much, it is taken in large pages.
  void Expect(std::size_t bytes);
  // A group's large pages become spare.
  void Release(std::size_t group, SparePages& spare) { arenas_[group].Clear(spare); }

 private:
  int group_bits_;
  bool expects_much_ = false;
  std::vector<Arena> arenas_;
};

// Each stream is a list of chunks. Different threads may write to streams of different groups at
// once.
class StagedStreams {
  struct Chunk {
    char* begin() { return reinterpret_cast<char*>(this + 1); }
    const char* begin() const { return reinterpret_cast<const char*>(this + 1); }
    Chunk* next;
    char* end;  // of what was written, once there is a next one
  };
  struct List {
    Chunk* first = nullptr;
    Chunk* last = nullptr;
    std::size_t full = 0;  // bytes in chunks before the last
  };
  // What each append needs lies apart from the rest, so that all streams' fit into the nearest
  // cache.
  struct End {
    char* next = nullptr;
    char* room_end = nullptr;
  };

 public:
  // `memory` must outlive it.
  explicit StagedStreams(GroupMemory& memory) : memory_(memory) {}

  void Resize(std::size_t count) {
    lists_.resize(count);
    ends_.resize(count);
  }
  std::size_t count() const { return ends_.size(); }
  std::size_t Size(std::size_t stream) const;  // bytes

  // Appends to streams. It is kept in a loop's locals: what is written to a stream might else be
  // taken for a change of where it ends.
  class Writer {
   public:
    explicit Writer(StagedStreams& streams) : streams_(streams), ends_(streams.ends_.data()) {}
    // `size` more bytes of a stream, side by side.
    char* Append(std::size_t stream, std::size_t size) const {
      End& end = ends_[stream];
      if (static_cast<std::size_t>(end.room_end - end.next) < size) streams_.Grow(stream, size);
      return Take(end, size);
    }
    // Likewise for a stream of nothing but T's.
    template <typename T>
    void Append(std::size_t stream, const T& item) const {
      End& end = ends_[stream];
      if (end.next == end.room_end) streams_.Grow(stream, sizeof(T));
      *reinterpret_cast<T*>(Take(end, sizeof(T))) = item;
    }

    // Asks for the memory of what is soon to be appended, where there are thousands of streams.
    void Prefetch(std::size_t stream) const { __builtin_prefetch(ends_[stream].next, 1); }

   private:
    static char* Take(End& end, std::size_t size) {
      char* const bytes = end.next;
      end.next += size;
      // The stream's next cache line: the processor follows some streams by itself, not hundreds.
      __builtin_prefetch(bytes + 64, 1);
      return bytes;
    }

    StagedStreams& streams_;
    End* const ends_;
  };
  // The streams must not be resized while it is in use.
  Writer Write() { return Writer(*this); }

  // Asks for what comes a while behind that place: what was written long ago is read the faster the
  // earlier it is asked for.
  static void PrefetchAhead(const void* place) {
    __builtin_prefetch(static_cast<const char*>(place) + kBytesAhead);
  }

  class Reader {
   public:
    bool AtEnd() const { return next_ == end_ && chunk_ == last_; }
    // REQUIRES: not at the end. Sizes that add up to those of the writing calls, within each.
    const char* Next(std::size_t size) {
      if (next_ == end_ && chunk_ != last_) Enter(chunk_->next);
      const char* const bytes = next_;
      next_ += size;
      return bytes;
    }
    // Calls use(begin, end) for the next `size` bytes, as they lie side by side. REQUIRES: so many
    // are left, of whole pieces.
    template <typename Use>
    void Next(std::size_t size, const Use& use) {
      while (size > 0) {
        if (next_ == end_) Enter(chunk_->next);
        const std::size_t here = std::min(size, static_cast<std::size_t>(end_ - next_));
        const char* const begin = next_;
        next_ += here;
        size -= here;
        use(begin, next_);
      }
    }

   private:
    friend class StagedStreams;
    void Enter(const Chunk* chunk) {
      chunk_ = chunk;
      next_ = chunk->begin();
      end_ = chunk == last_ ? last_end_ : chunk->end;
      if (chunk != last_) PrefetchItems(chunk->next->begin(), kBytesAhead);
    }
    const Chunk* chunk_ = nullptr;
    const Chunk* last_ = nullptr;
    const char* next_ = nullptr;
    const char* end_ = nullptr;
    const char* last_end_ = nullptr;
  };
  Reader Read(std::size_t stream) const;

 private:
  static constexpr std::size_t kBytesAhead = 1024;

  // Room for one or more pieces of that size, and for no part of another.
  void Grow(std::size_t stream, std::size_t size);

  GroupMemory& memory_;
  std::vector<End> ends_;
  std::vector<List> lists_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_STAGED_STREAMS_H_
