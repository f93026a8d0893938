// Private: what `check` reports, and how it reads on where something cannot be read.
#pragma once

#include <functional>
#include <string>

#include "graph/check.h"
#include "graph/database.h"
#include "graph/error.h"

namespace polgraph {

class CheckFindings {
 public:
  CheckFindings(const rocks::View& view, const std::function<void(const std::string&)>& tell)
      : view_(view), tell_(tell) {}

  void report(const std::string& line) {
    ++report_.findings;
    tell_(line);
  }
  void report(EntityId entity, const std::string& what) {
    report((entity.is_node ? "node " : "relationship ") + std::to_string(entity.value) + ": " + what);
  }

  // What cannot be read is a finding, and the rest is checked all the same.
  template <class Work>
  void guarded(const std::string& what, Work work) {
    unless_stopped(work, [&](const Error& error) { report(what + ": " + error.message()); });
  }

  template <class Visit>
  void each(rocks::Family family, const std::string& what, Visit visit) {
    guarded(what, [&] {
      for (auto cursor = view_.cursor(family); cursor->next();) {
        ++report_.entries;
        guarded(what, [&] { visit(*cursor); });
      }
    });
  }

  // The same once more: what cannot be read was told of.
  template <class Visit>
  void again(rocks::Family family, Visit visit) {
    quietly([&] {
      for (auto cursor = view_.cursor(family); cursor->next();) quietly([&] { visit(*cursor); });
    });
  }
  template <class Work>
  static void quietly(Work work) {
    unless_stopped(work, [](const Error&) {});
  }

  const CheckReport& so_far() const { return report_; }

 private:
  template <class Work, class Otherwise>
  static void unless_stopped(Work work, Otherwise otherwise) {
    try {
      work();
    } catch (const Error& error) {
      if (error.kind() == Kind::Interrupted) throw;
      otherwise(error);
    }
  }

  const rocks::View& view_;
  const std::function<void(const std::string&)>& tell_;
  CheckReport report_;
};

}  // namespace polgraph
