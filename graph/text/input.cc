#include "graph/text/input.h"

#include <fcntl.h>
#include <iconv.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

#include "graph/error.h"
#include "graph/go_on.h"
#include "graph/text/number.h"
#include "graph/text/sha256.h"
#include "graph/text/utf8.h"

namespace polgraph {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr const char* kEncodingHint =
    "if it is in another encoding, name it: --encoding cp932 (also euc-jp, latin1 ...)";

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool is_utf8_name(const std::string& name) {
  return name.empty() || name == "utf-8" || name == "utf8" || name == "utf-8-sig";
}

std::string reason(int error) {
  return std::generic_category().message(error);
}

// The letters of an encoding's name as iconv takes them: no options such as //IGNORE, which would drop text silently.
bool is_plain_name(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.' || c == ':'; });
}

// A converter to UTF-8, or none.
class Converter {
 public:
  Converter() = default;
  explicit Converter(const std::string& encoding) {
    handle_ = is_plain_name(encoding) ? iconv_open("UTF-8", encoding.c_str()) : none();
    if (handle_ != none()) return;
    throw Error(Kind::Usage, "UnknownEncoding", "encoding `" + printable(encoding) + "` is not known")
        .hint(
            "known are utf-8, utf-16, cp932, shift_jis, euc-jp, iso-2022-jp, latin1, windows-1252 and what `iconv -l` "
            "lists");
  }
  Converter(Converter&& other) noexcept : handle_(std::exchange(other.handle_, none())) {}
  Converter& operator=(Converter&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Converter() {
    if (handle_ != none()) iconv_close(handle_);
  }
  explicit operator bool() const { return handle_ != none(); }
  iconv_t handle() const { return handle_; }

 private:
  static iconv_t none() { return reinterpret_cast<iconv_t>(-1); }  // what iconv_open returns on failure
  iconv_t handle_ = none();
};

}  // namespace

struct Input::State {
  int fd = -1;
  std::string name;
  InputOptions options;
  std::string source;  // of text(): all of it
  std::string raw;     // read, not converted yet
  std::string ready;   // valid UTF-8, not handed out yet
  std::size_t ready_at = 0;
  std::uint64_t raw_offset = 0;  // of raw[0] in the file
  std::uint64_t bytes = 0;       // read from the file
  std::int64_t lines = 1;        // place of ready's end
  std::int64_t columns = 0;      // letters since the line began
  bool begun = false;
  bool ended = false;
  Converter converter;
  Sha256 sum;

  ~State() {
    if (fd >= 0) ::close(fd);
  }
  bool fetch();   // another piece into raw; false at the end
  void begin();   // the mark decides the encoding
  void refill();  // makes `ready` non-empty unless the end is reached
  void step_behind(std::string_view text);
  void take_utf8();
  void take_converted();
  [[noreturn]] void bad_bytes(std::size_t at, std::string_view encoding);
};

bool Input::State::fetch() {
  const std::size_t before = raw.size();
  if (fd < 0) {
    raw.append(source);
    source.clear();
  } else {
    raw.resize(before + kPieceBytes);
    ssize_t got;
    do {
      go_on_now();
      got = ::read(fd, raw.data() + before, kPieceBytes);
    } while (got < 0 && errno == EINTR);
    raw.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0) throw Error(Kind::Storage, "ReadFailed", "cannot read " + printable(name) + ": " + reason(errno));
  }
  const std::string_view piece = std::string_view(raw).substr(before);
  if (piece.empty()) return !(ended = true);
  sum.update(piece);
  bytes += piece.size();
  if (bytes > options.max_bytes) {
    throw Error(
        Kind::Limit, "InputTooLarge",
        printable(name) + " is larger than " + to_text(static_cast<std::int64_t>(options.max_bytes)) + " bytes");
  }
  return true;
}

void Input::State::begin() {
  begun = true;
  while (raw.size() < 4 && fetch()) {
  }
  const std::string wanted = lower(options.encoding);
  const bool little = raw.starts_with("\xFF\xFE");
  const bool big = raw.starts_with("\xFE\xFF");
  if (is_utf8_name(wanted) && raw.starts_with(kUtf8Mark)) {
    raw.erase(0, kUtf8Mark.size());
    raw_offset = kUtf8Mark.size();
  } else if ((wanted.empty() || wanted.starts_with("utf-16") || wanted.starts_with("utf16")) && (little || big)) {
    converter = Converter(little ? "UTF-16LE" : "UTF-16BE");
    raw.erase(0, 2);
    raw_offset = 2;
  } else if (!is_utf8_name(wanted)) {
    converter = Converter(options.encoding);
  }
}

void Input::State::step_behind(std::string_view text) {
  const std::size_t line_end = text.rfind('\n');
  lines += std::count(text.begin(), text.end(), '\n');
  if (line_end != std::string_view::npos) columns = 0;
  columns += static_cast<std::int64_t>(count_code_points(text.substr(line_end + 1)));  // npos + 1 is 0
}

void Input::State::bad_bytes(std::size_t at, std::string_view encoding) {
  Place place;
  place.file = name;
  step_behind(std::string_view(raw).substr(0, at));
  place.line = lines;
  place.column = columns + 1;
  place.byte_offset = static_cast<std::int64_t>(raw_offset + at);
  const std::string shown = printable(std::string_view(raw).substr(at, 1));
  throw Error(Kind::Input, "InvalidEncoding",
              "byte " + to_text(place.byte_offset) + " (" + shown + ") is not " + std::string(encoding), place)
      .hint(kEncodingHint);
}

void Input::State::take_utf8() {
  std::size_t good = raw.size();
  if (const auto fault = first_invalid_utf8(raw)) {
    // A sequence cut off by the end of the piece is not wrong yet.
    if (ended || raw.size() - *fault >= 4) bad_bytes(*fault, "UTF-8");
    good = *fault;
  }
  if (good == raw.size()) {
    ready.swap(raw);  // which was used up
    raw.clear();
  } else {
    ready.assign(raw, 0, good);
    raw.erase(0, good);
  }
  raw_offset += good;
}

void Input::State::take_converted() {
  char* in = raw.data();
  std::size_t in_left = raw.size();
  ready.resize(raw.size() * 4 + 16);
  char* out = ready.data();
  std::size_t out_left = ready.size();
  const std::size_t result = iconv(converter.handle(), &in, &in_left, &out, &out_left);
  const int error = result == static_cast<std::size_t>(-1) ? errno : 0;
  const std::size_t used = raw.size() - in_left;
  if (error == EILSEQ || (error == EINVAL && ended)) {
    bad_bytes(used, options.encoding.empty() ? "UTF-16" : options.encoding);
  }
  ready.resize(ready.size() - out_left);
  raw.erase(0, used);
  raw_offset += used;
}

void Input::State::refill() {
  ready.clear();
  ready_at = 0;
  if (!begun) begin();
  do {
    if (raw.size() < 4 && !ended) fetch();
    if (raw.empty()) return;
    const bool was_ended = ended;
    if (converter)
      take_converted();
    else
      take_utf8();
    if (ready.empty() && !was_ended) fetch();
  } while (ready.empty() && !raw.empty());
  step_behind(ready);
}

Input::Input(std::unique_ptr<State> state) : state_(std::move(state)) {}
Input::Input(Input&&) noexcept = default;
Input& Input::operator=(Input&&) noexcept = default;
Input::~Input() = default;

Input Input::file(const std::filesystem::path& path, const InputOptions& options) {
  // O_NONBLOCK: opening a pipe must not wait for its other end before it is refused.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    throw Error(missing ? Kind::NotFound : Kind::Storage, missing ? "NoSuchFile" : "ReadFailed",
                "cannot open " + printable(path.string()) + ": " + reason(errno));
  }
  Input input = descriptor(fd, path.string(), options);
  struct stat facts {};
  if (::fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    throw Error(
        Kind::Input, "NotAFile",
        printable(path.string()) + (S_ISDIR(facts.st_mode) ? " is a folder, not a file" : " is not a regular file"));
  }
  return input;
}

void require_encoding(const std::string& encoding) {
  if (!is_utf8_name(lower(encoding))) Converter{encoding};
}

Input Input::descriptor(int fd, std::string name, const InputOptions& options) {
  auto state = std::make_unique<State>();
  state->fd = fd;
  state->name = std::move(name);
  state->options = options;
  return Input(std::move(state));
}

Input Input::text(std::string text, std::string name) {
  auto state = std::make_unique<State>();
  state->source = std::move(text);
  state->name = std::move(name);
  return Input(std::move(state));
}

std::size_t Input::read(char* out, std::size_t size) {
  State& s = *state_;
  if (s.ready_at == s.ready.size()) s.refill();
  std::size_t take = std::min(size, s.ready.size() - s.ready_at);
  // Back to the begin of a sequence that would be split.
  while (s.ready_at + take < s.ready.size() && take > 0 &&
         (static_cast<unsigned char>(s.ready[s.ready_at + take]) & 0xC0u) == 0x80u) {
    --take;
  }
  std::memcpy(out, s.ready.data() + s.ready_at, take);
  s.ready_at += take;
  return take;
}

std::string Input::read_all(std::uint64_t max_bytes) {
  State& s = *state_;
  std::string all;
  while (true) {
    if (s.ready_at == s.ready.size()) s.refill();
    if (s.ready.empty()) return all;
    all.append(s.ready, s.ready_at);
    s.ready_at = s.ready.size();
    if (all.size() > max_bytes) {
      throw Error(Kind::Limit, "InputTooLarge",
                  printable(s.name) + " is larger than " + to_text(static_cast<std::int64_t>(max_bytes)) + " bytes");
    }
  }
}

std::string Input::sha256() {
  while (!state_->ended) {
    if (!state_->fetch()) break;
    state_->raw.clear();
  }
  return Sha256(state_->sum).hex();
}

const std::string& Input::name() const {
  return state_->name;
}

}  // namespace polgraph
