#include "query/scope.h"

namespace polgraph {

std::string type_text(std::uint32_t kinds) {
  constexpr std::uint32_t kNull = StaticType::bit(ValueKind::Null);
  if ((kinds & ~kNull) != 0) kinds &= ~kNull;
  std::vector<std::string_view> names;
  for (unsigned i = 0; i <= static_cast<unsigned>(ValueKind::Path); ++i) {
    if ((kinds & (1u << i)) != 0) names.push_back(kind_name(static_cast<ValueKind>(i)));
  }
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

const Variable* Scope::find_here(const std::string& name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? nullptr : &variables_[found->second].second;
}

const Variable* Scope::find(const std::string& name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->parent_) {
    const Variable* found = scope->find_here(name);
    if (found == nullptr) continue;
    for (const Scope* passed = this; passed != scope; passed = passed->parent_) {
      if (passed->tracked_ != nullptr) passed->tracked_->push_back(found->slot);
    }
    return found;
  }
  return nullptr;
}

void Scope::declare(const std::string& name, Variable variable) {
  const auto [found, is_new] = index_.try_emplace(name, variables_.size());
  if (is_new) {
    variables_.emplace_back(name, variable);
  } else {
    variables_[found->second].second = variable;
  }
}

std::vector<std::string> Scope::names() const {
  std::vector<std::string> all;
  for (const Scope* scope = this; scope != nullptr; scope = scope->parent_) {
    for (const auto& entry : scope->variables_) all.push_back(entry.first);
  }
  return all;
}

}  // namespace polgraph
