#include "graph/text/url.h"

#include <catch2/catch.hpp>

namespace polgraph {

TEST_CASE("only http and https are links, and nothing in them is left that DOT or HTML could take up",
          "[graph][text][hostile]") {
  CHECK(safe_url("https://doi.org/10.2826/013350?a=1&b=2#L3") == "https://doi.org/10.2826/013350?a=1&b=2#L3");
  CHECK(safe_url("javascript:alert(1)").empty());
  CHECK(safe_url("data:text/html,x").empty());
  CHECK(safe_url(" https://x").empty());
  CHECK(safe_url("file:///etc/passwd").empty());
  CHECK(safe_url("") == "");
  CHECK(safe_url("http://x/\"onload='\\N<>\n é") == "http://x/%22onload=%27%5CN%3C%3E%0A%20%C3%A9");
  CHECK(safe_url("https://" + std::string(5000, 'x')).empty());
}

}  // namespace polgraph
