// Private: what searches have read of names a moment ago: lists of nodes out of the name index, and names as they are
// compared. Beside a state's read cache (read_cache.h), which has records as bytes and short lists as keys, and dropped
// as that is: nothing in it ever goes stale.
//
//   Units   bytes; about 24 MiB at most for each state that names are read in, of which a process that writes has up
//           to three (8 a node of lists, of which kMostNodes; kMostTextBytes; 4 MiB of places for
//           texts), grown as used
//   Thread  may be shared by threads: each look is under a lock, nothing inside is handed out by reference
//   Cost    a find or a keep: one hash; a text is copied, a list is shared
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/ids.h"

namespace polgraph {

class KeptNames {
 public:
  static constexpr std::size_t kMostLists = 1u << 12;
  static constexpr std::size_t kMostNodes = 1u << 20;    // of all lists
  static constexpr std::size_t kLongestList = 1u << 17;  // nodes
  static constexpr std::size_t kMostTexts = 3u << 16;
  static constexpr std::size_t kMostTextBytes = 12u << 20;
  static constexpr std::size_t kLongestText = 1024;

  // Of the entries of the name index that begin with `prefix`: their nodes, ascending, each once; null: not known. And
  // how many steps were made among them by who knew no more.
  struct List {
    std::shared_ptr<const std::vector<NodeId>> nodes;
    std::uint64_t spent = 0;
  };
  List find_list(const std::string& prefix);
  void keep_list(const std::string& prefix, std::shared_ptr<const std::vector<NodeId>> nodes);
  void spend(const std::string& prefix, std::uint64_t steps);

  // A text of a node, into `text`; false: not known. `which` tells texts of one node apart.
  enum class Which : std::uint8_t { Name, All };
  bool find_text(NodeId node, Which which, std::string& text);
  void keep_text(NodeId node, Which which, std::string_view text);

 private:
  struct Place {
    static constexpr std::uint64_t kFree = UINT64_MAX;
    std::uint64_t key = kFree;
    std::uint32_t begin = 0, size = 0;  // in bytes_
  };
  Place& place_of(std::uint64_t key);
  void grow();
  List& list(const std::string& prefix);

  std::mutex mutex_;
  std::unordered_map<std::string, List> lists_;
  std::size_t nodes_ = 0;      // of lists_
  std::vector<Place> places_;  // their number is a power of two, at least a quarter of them free
  std::size_t texts_ = 0;
  std::string bytes_;  // of the texts, one behind the other
};

}  // namespace polgraph
