#include "loaders/child.h"

#include <catch2/catch.hpp>

#include "graph/error.h"
#include "tests/support/folder.h"

using namespace polgraph;

namespace {

const std::vector<std::string> kEnvironment{"PATH=/usr/bin:/bin", "X=1"};

std::string fault(const std::vector<std::string>& arguments, const ChildLimits& limits) {
  try {
    run_child(arguments, kEnvironment, "", limits);
  } catch (const Error& error) {
    return error.detail();
  }
  return "none";
}

}  // namespace

TEST_CASE("a child reads what it is given and answers, however much", "[loaders][child]") {
  const std::string much(3u << 20, 'x');
  CHECK(run_child({"cat"}, kEnvironment, much, {}).output == much);
  CHECK(run_child({"cat"}, kEnvironment, "", {}).output.empty());
  CHECK(run_child({"true"}, kEnvironment, much, {}).status == 0);
}

TEST_CASE("a child gets the environment it is given and nothing else", "[loaders][child]") {
  CHECK(run_child({"env"}, kEnvironment, "", {}).output == "PATH=/usr/bin:/bin\nX=1\n");
}

TEST_CASE("status and standard error come back", "[loaders][child]") {
  CHECK(run_child({"false"}, kEnvironment, "", {}).status == 1);
  const ChildResult result = run_child({"cat", "/does/not/exist"}, kEnvironment, "", {});
  CHECK(result.status == 1);
  CHECK(result.errors.find("/does/not/exist") != std::string::npos);
}

TEST_CASE("a child that is missing, hangs or talks without end is stopped with a clear error", "[loaders][child]") {
  CHECK(fault({"no-such-program-anywhere"}, {}) == "NoProgram");
  CHECK(fault({"sleep", "100"}, {.timeout_s = 1}) == "DrawingTimeout");
  CHECK(fault({"cat", "/dev/zero"}, {.timeout_s = 60, .memory_bytes = 4ull << 30, .output_bytes = 1u << 20}) ==
        "OutputTooLarge");
}

TEST_CASE("a child that waits for its input writes no file", "[loaders][child]") {
  const test::Folder folder;
  const std::string file = (folder.path() / "copy").string();
  CHECK(run_child({"tee", file}, kEnvironment, "text", {}).status != 0);
  CHECK(test::content_of(file).empty());
}

TEST_CASE("a child that has read its input has no more memory, time and place for a core than it is given",
          "[loaders][child]") {
  const std::string limits = "read begin; ulimit -v; ulimit -t; ulimit -c";
  CHECK(run_child({"sh", "-c", limits}, kEnvironment, "begin\n", {.timeout_s = 7, .memory_bytes = 3ull << 30}).output ==
        "3145728\n8\n0\n");
}
