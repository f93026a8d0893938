// SHA-256 (FIPS 180-4): which file was loaded, is this the document that was cited. Not used for secrets.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace polgraph {

class Sha256 {
 public:
  void update(std::string_view bytes);
  std::string hex();  // 64 small letters; the object is done with afterwards

 private:
  void block(const unsigned char* bytes);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> rest_{};
  std::size_t rest_size_ = 0;
  std::uint64_t size_ = 0;
};

std::string sha256_hex(std::string_view bytes);

}  // namespace polgraph
