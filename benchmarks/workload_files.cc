#include "benchmarks/workload_files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace kenko::benchmarks {
namespace {

// Both functions go through the columns in this one list: visit(name, type, width, pointer, rows).
// Of texts, visit_texts(name, texts).
template <typename Columns, typename Visit, typename VisitTexts>
void VisitColumns(Columns& w, Visit visit, VisitTexts visit_texts) {
  visit("customers.customer_id", "<i8", w.customer_ids, w.customer_count);
  visit_texts("customers.customer_id_text", w.customer_texts);
  visit("customers.plan", "<i4", w.plan, w.customer_count);
  visit_texts("plans", w.plans);
  visit("customers.mrr", "<f8", w.mrr, w.customer_count);
  visit("customers.seats", "<i8", w.seats, w.customer_count);
  visit("customers.started_at", "<i8", w.started_at, w.customer_count);
  visit("customers.renews_at", "<i8", w.renews_at, w.customer_count);
  std::size_t bytes = (w.customer_count + 7) / 8;
  visit("customers.strategic_bits", "|u1", w.strategic_bits, bytes);

  visit("activities.customer_id", "<i8", w.activity_ids, w.activity_count);
  visit("activities.at", "<i8", w.at, w.activity_count);
  visit("activities.kind", "<i4", w.kind, w.activity_count);
  visit_texts("kinds", w.kinds);
  visit("activities.actor", "<i4", w.actor, w.activity_count);
  visit_texts("actors", w.actors);
  visit("activities.value", "<f8", w.value, w.activity_count);
  bytes = (w.activity_count + 7) / 8;
  visit("activities.value_valid_bits", "|u1", w.value_valid_bits, bytes);
  visit_texts("activities.customer_id_text", w.activity_texts);
  visit_texts("activities.kind_text", w.activity_kinds);
  visit_texts("activities.actor_text", w.activity_actors);
}

[[noreturn]] void Fail(const std::string& what) {
  std::perror(what.c_str());
  std::exit(1);
}

std::string PathOf(const std::string& folder, const std::string& name) {
  return folder + "/" + name + ".npy";
}

// Format 1.0: magic, version, the length of a header in Python's syntax, padded to 64.
void WriteNpy(const std::string& path, const char* type, const void* data, std::size_t width,
              std::size_t rows) {
  std::string header = "{'descr': '" + std::string(type) + "', 'fortran_order': False, 'shape': (" +
                       std::to_string(rows) + ",), }";
  header.resize((10 + header.size() + 1 + 63) / 64 * 64 - 10, ' ');
  header.back() = '\n';
  std::string start("\x93NUMPY\x01\x00", 8);
  start += static_cast<char>(header.size() & 0xFF);
  start += static_cast<char>(header.size() >> 8);
  start += header;
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr || std::fwrite(start.data(), 1, start.size(), file) != start.size() ||
      std::fwrite(data, width, rows, file) != rows || std::fclose(file) != 0) {
    Fail(path);
  }
}

}  // namespace

void WriteColumns(const WorkloadColumns& columns, const std::string& folder) {
  std::filesystem::create_directories(folder);
  VisitColumns(
      columns,
      [&](const char* name, const char* type, const auto* data, std::size_t rows) {
        WriteNpy(PathOf(folder, name), type, data, sizeof *data, rows);
      },
      [&](const std::string& name, const TextColumn& texts) {
        if (texts.offsets == nullptr) return;
        WriteNpy(PathOf(folder, name + ".offsets"), "<i4", texts.offsets, 4, texts.size + 1);
        WriteNpy(PathOf(folder, name + ".bytes"), "|u1", texts.bytes, 1,
                 static_cast<std::size_t>(texts.offsets[texts.size]));
      });
}

MappedWorkload::MappedWorkload(const std::string& folder) {
  // The data of a file, and how many bytes they are; null where there is no such file.
  const auto map = [&](const std::string& name, std::size_t* bytes) -> const unsigned char* {
    const std::string path = PathOf(folder, name);
    const int file = ::open(path.c_str(), O_RDONLY);
    if (file < 0) return nullptr;
    struct stat status {};
    if (::fstat(file, &status) != 0) Fail(path);
    const auto size = static_cast<std::size_t>(status.st_size);
    void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (mapped == MAP_FAILED) Fail(path);
    ::close(file);
    mappings_.emplace_back(mapped, size);
    const auto* data = static_cast<const unsigned char*>(mapped);
    const std::size_t start = 10 + data[8] + (std::size_t{data[9]} << 8);
    *bytes = size - start;
    return data + start;
  };
  // The counts come from the columns of ids, which are visited first.
  std::size_t bytes = 0;
  if (map("customers.customer_id", &bytes) == nullptr) Fail(folder);
  columns_.customer_count = bytes / 8;
  if (map("activities.customer_id", &bytes) == nullptr) Fail(folder);
  columns_.activity_count = bytes / 8;
  VisitColumns(
      columns_,
      [&](const char* name, const char*, auto*& data, std::size_t) {
        data = reinterpret_cast<std::remove_reference_t<decltype(data)>>(map(name, &bytes));
        if (data == nullptr) Fail(name);
      },
      [&](const std::string& name, TextColumn& texts) {
        texts.offsets = reinterpret_cast<const std::int32_t*>(map(name + ".offsets", &bytes));
        if (texts.offsets == nullptr) return;
        texts.size = bytes / 4 - 1;
        texts.bytes = reinterpret_cast<const char*>(map(name + ".bytes", &bytes));
      });
}

MappedWorkload::~MappedWorkload() {
  for (const auto& [address, size] : mappings_) ::munmap(address, size);
}

}  // namespace kenko::benchmarks
