#include "graph/text/url.h"

namespace polgraph {
namespace {

bool is_plain_in_url(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || std::string_view("-._~:/?#@!$&()*+,;=%").find(c) != std::string_view::npos;
}

}  // namespace

std::string safe_url(std::string_view url) {
  constexpr std::size_t kMaxUrlBytes = 2000;
  if ((!url.starts_with("http://") && !url.starts_with("https://")) || url.size() > kMaxUrlBytes) return {};
  std::string out;
  for (const char c : url) {
    if (is_plain_in_url(c)) {
      out += c;
    } else {
      out += '%';
      out += "0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4];
      out += "0123456789ABCDEF"[static_cast<unsigned char>(c) & 0xF];
    }
  }
  return out;
}

}  // namespace polgraph
