#include "engine/wire/journal.h"

#include "engine/wire/admin.h"
#include "engine/wire/digest.h"

namespace remora::wire {

namespace {

constexpr std::size_t kHead = 12;  // size, checksum of the bytes, checksum of both

void put_number(std::string& bytes, std::uint64_t number, unsigned size) {
  for (unsigned i = 0; i < size; ++i) {
    bytes += static_cast<char>((number >> (8 * i)) & 255U);
  }
}

void put_text(std::string& bytes, std::string_view text) {
  put_number(bytes, text.size(), 4);
  bytes.append(text);
}

void put_texts(std::string& bytes, const std::vector<std::pair<std::string, std::string>>& pairs) {
  put_number(bytes, pairs.size(), 4);
  for (const auto& [first, second] : pairs) {
    put_text(bytes, first);
    put_text(bytes, second);
  }
}

/// Takes apart what `put` has put together; once something is missing, all is.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number(unsigned size) {
    std::uint64_t number = 0;
    if (rest_.size() < size) {
      good_ = false;
      return 0;
    }
    for (unsigned i = 0; i < size; ++i) {
      number |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
    }
    rest_.remove_prefix(size);
    return number;
  }

  std::string text() {
    const std::uint64_t size = number(4);
    if (size > rest_.size()) {
      good_ = false;
      return {};
    }
    std::string text(rest_.substr(0, static_cast<std::size_t>(size)));
    rest_.remove_prefix(static_cast<std::size_t>(size));
    return text;
  }

  /// Pairs of texts.
  std::vector<std::pair<std::string, std::string>> texts() {
    std::vector<std::pair<std::string, std::string>> pairs;
    const std::uint64_t count = number(4);
    for (std::uint64_t i = 0; i < count && good_; ++i) {
      std::string first = text();
      pairs.emplace_back(std::move(first), text());
    }
    return pairs;
  }

  [[nodiscard]] bool good() const { return good_; }

 private:
  std::string_view rest_;
  bool good_ = true;
};

std::uint64_t checksum(std::string_view bytes) {
  const auto crc = crc32(bytes);
  return std::uint64_t{crc[0]} << 24U | std::uint64_t{crc[1]} << 16U | std::uint64_t{crc[2]} << 8U |
         crc[3];
}

bool read_change(std::string_view bytes, Change& change) {
  Taker taker(bytes);
  change.now = static_cast<Time>(taker.number(8));
  change.answered = taker.number(8);
  const std::uint64_t flags = taker.number(1);
  change.settings.soft = (flags & 1U) != 0;
  change.settings.deliver = (flags & 2U) != 0;
  change.settings.enforce = (flags & 4U) != 0;
  change.settings.account = taker.text();
  change.settings.region = taker.text();
  change.settings.assume = taker.texts();
  change.request.method = taker.text();
  change.request.target = taker.text();
  change.request.body = taker.text();
  change.request.headers = taker.texts();
  return taker.good();
}

}  // namespace

std::string record_of(const Change& change) {
  std::string bytes;
  put_number(bytes, static_cast<std::uint64_t>(change.now), 8);
  put_number(bytes, change.answered, 8);
  put_number(bytes,
             (change.settings.soft ? 1U : 0U) | (change.settings.deliver ? 2U : 0U) |
                 (change.settings.enforce ? 4U : 0U),
             1);
  put_text(bytes, change.settings.account);
  put_text(bytes, change.settings.region);
  put_texts(bytes, change.settings.assume);
  put_text(bytes, change.request.method);
  put_text(bytes, change.request.target);
  put_text(bytes, change.request.body);
  put_texts(bytes, change.request.headers);
  std::string record;
  put_number(record, bytes.size(), 4);
  put_number(record, checksum(bytes), 4);
  put_number(record, checksum(record), 4);
  return record + bytes;
}

Journaled read_journal(std::string_view bytes) {
  Journaled journal;
  while (bytes.size() - journal.whole >= kHead) {
    const std::string_view rest = bytes.substr(journal.whole);
    Taker head(rest.substr(0, kHead));
    const auto size = static_cast<std::size_t>(head.number(4));
    const std::uint64_t sum = head.number(4);
    // Only a size that is as it was written can tell a write that was cut short.
    if (head.number(4) != checksum(rest.substr(0, kHead - 4))) {
      journal.damaged = true;
      return journal;
    }
    if (size > rest.size() - kHead) {
      return journal;
    }
    Change change;
    const std::string_view of_record = rest.substr(kHead, size);
    if (checksum(of_record) != sum || !read_change(of_record, change)) {
      journal.damaged = true;
      return journal;
    }
    journal.changes.push_back(std::move(change));
    journal.whole += kHead + size;
  }
  return journal;
}

void make_again(State& state, const Change& change, const State& seed) {
  const std::uint64_t split = state.settings.seed;
  state.settings = change.settings;
  state.settings.seed = split;
  state.answered = change.answered - 1;  // the request counts itself
  const Context context{change.now, {}};
  if (!handle_admin(state, change.request, context, seed)) {
    handle(state, change.request, context);
  }
  state.answered = change.answered;
}

}  // namespace remora::wire
