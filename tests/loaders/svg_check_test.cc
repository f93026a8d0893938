#include "loaders/svg_check.h"

#include <catch2/catch.hpp>

#include "graph/error.h"

using namespace polgraph;

namespace {

std::string inside(const std::string& content) {
  const std::string svg = checked_svg("<svg xmlns=\"http://www.w3.org/2000/svg\">" + content + "</svg>");
  const std::size_t begin = svg.find('>', svg.find("<svg")) + 1;
  std::string out = svg.substr(begin, svg.rfind("</svg>") - begin);
  std::erase(out, '\n');
  return out;
}

}  // namespace

TEST_CASE("only what a picture needs is left of an SVG", "[loaders][svg][hostile]") {
  CHECK(inside("<g class=\"graph\"><text x=\"1\">経産省 &amp; &lt;b&gt;</text></g>") ==
        "<g class=\"graph\"><text x=\"1\">経産省 &amp; &lt;b&gt;</text></g>");
  CHECK(inside("<script>alert(1)</script><text>a</text>") == "<text>a</text>");
  CHECK(inside("<path fill=\"url(http://a.example/#b)\" stroke=\"URL(#c)\" d=\"M0\"/>") == "<path d=\"M0\"></path>");
  CHECK(inside("<script><text>no</text></script>").empty());
  CHECK(inside("<image href=\"file:///etc/passwd\"/><foreignObject><p>x</p></foreignObject><style>x</style>").empty());
  CHECK(inside("<text onload=\"alert(1)\" style=\"x\" font-family=\"x&quot; onload=&quot;y\">a</text>") ==
        "<text font-family=\"Noto Sans CJK JP,IPAGothic,DejaVu Sans,sans-serif\">a</text>");
  CHECK(inside("<a xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"javascript:alert(1)\" "
               "xlink:title=\"t&#10;u\" target=\"_top\"><path d=\"M0\"/></a>") ==
        "<a xmlns:xlink=\"http://www.w3.org/1999/xlink\"><title>t&#10;u</title><path d=\"M0\"></path></a>");
  CHECK(checked_svg("<svg><text>a<title>t</title> b</text></svg>")
            .ends_with("<text>a<title>t</title> b</text>\n</svg>\n"));
  CHECK(inside("<g class=\"node\"><title>n1</title><g><title>kept</title></g></g>") ==
        "<g class=\"node\"><g><title>kept</title></g></g>");
  CHECK(inside("<!-- <script> --><?php x ?><![CDATA[<script>]]><path stroke=\"transparent\"/>") ==
        "<path stroke=\"none\"></path>");
}

TEST_CASE("what is no SVG, or would grow on reading, is refused", "[loaders][svg][hostile]") {
  CHECK_THROWS_AS(checked_svg("<svg><g></svg>"), Error);
  CHECK_THROWS_AS(checked_svg(""), Error);
  CHECK_THROWS_AS(checked_svg("<html/>"), Error);
  CHECK_THROWS_AS(checked_svg("<g><path/></g>"), Error);
  CHECK_THROWS_AS(checked_svg("<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg>&a;</svg>"), Error);
}
