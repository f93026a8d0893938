#include "query/import_file.h"

#include <cctype>
#include <filesystem>
#include <optional>

#include "graph/error.h"
#include "graph/text/beneath.h"
#include "graph/text/utf8.h"

namespace polgraph {

namespace {

namespace fs = std::filesystem;

std::string shown(std::string_view path) {
  return "'" + cut_code_points(printable(path), 80) + "'";
}

// "https" of "https://..."; empty for a path.
std::string scheme_of(std::string_view written) {
  const std::size_t colon = written.find(':');
  if (colon == std::string_view::npos || colon < 2) return {};
  std::string scheme;
  for (const char letter : written.substr(0, colon)) {
    const auto byte = static_cast<unsigned char>(letter);
    if (!std::isalnum(byte) && letter != '+' && letter != '-' && letter != '.') return {};
    scheme += static_cast<char>(std::tolower(byte));
  }
  return scheme;
}

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  const int lower = std::tolower(static_cast<unsigned char>(letter));
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    out += escape ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
    if (escape) i += 2;
  }
  return out;
}

// The path of a file: URL, or what was written if it is none.
std::string path_of(std::string_view written) {
  const std::string scheme = scheme_of(written);
  if (scheme.empty()) return std::string(written);
  if (scheme != "file") {
    throw Error(Kind::Input, "RemoteFile",
                "LOAD CSV cannot read " + shown(written) + ": nothing is fetched from the network")
        .hint("download it, and name the file");
  }
  std::string_view rest = written.substr(5);
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view host = rest.substr(0, slash);
    if (!host.empty() && host != "localhost") {
      throw Error(Kind::Input, "RemoteFile",
                  "LOAD CSV cannot read " + shown(written) + ": " + shown(host) + " is taken for another machine")
          .hint("a file: URL has three slashes: 'file:///" + printable(host) + printable(rest.substr(slash)) + "'");
    }
    rest.remove_prefix(slash);
  }
  return percent_decoded(rest);
}

// Without "./" and doubled slashes. `..` stays: it is refused.
std::string tidy(std::string_view path) {
  std::string out;
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

// The rest of `path` if it begins with `folder`.
std::optional<std::string> inside(const std::string& folder, const std::string& path) {
  if (folder.starts_with('/') != path.starts_with('/')) return std::nullopt;
  const std::string outer = tidy(folder) + "/", inner = tidy(path);
  if (!inner.starts_with(outer)) return std::nullopt;
  return inner.substr(outer.size());
}

std::optional<Input> try_open(const Beneath& folder, const std::string& relative, std::string_view written) {
  try {
    return Input::descriptor(folder.open(relative), std::string(written));
  } catch (const Error& error) {
    if (error.kind() != Kind::NotFound) throw;
    return std::nullopt;
  }
}

}  // namespace

Input open_import(const std::vector<std::string>& folders, std::string_view written) {
  const std::string path = path_of(written);
  if (folders.empty()) {
    throw Error(Kind::Input, "ReadNotAllowed", "LOAD CSV may read no file in this run")
        .hint("name the folder that it may read from: --allow-read DIR");
  }
  const std::string relative = tidy(path);
  bool known_outside = path.starts_with('/') && scheme_of(written).empty();
  for (const std::string& name : folders) {
    const Beneath folder(name);
    if (const auto rest = inside(name, path)) {
      known_outside = false;
      if (auto found = try_open(folder, *rest, path)) return std::move(*found);
    }
    if (auto found = try_open(folder, relative, path)) return std::move(*found);
  }
  if (known_outside) {
    throw Error(Kind::Input, "ReadNotAllowed",
                shown(path) + " is outside of what LOAD CSV may read: " + shown(folders[0]))
        .hint("allow its folder as well: --allow-read DIR");
  }
  throw Error(Kind::NotFound, "NoSuchFile", "there is no file " + shown(path) + " in " + shown(folders[0]))
      .hint("LOAD CSV looks in the folders that --allow-read names");
}

}  // namespace polgraph
