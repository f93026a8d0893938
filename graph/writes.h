// Private: what a transaction has written and not yet committed: records with their indexes, identities and counts.
// Every change of a record goes through put_node and put_relationship, which keep all of that in step.
//   Throws  Error NotFound "DeletedEntityAccess" for an entity that is not there
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "graph/catalog.h"
#include "graph/codec.h"
#include "graph/database.h"
#include "graph/overlay.h"
#include "graph/record.h"

namespace polgraph {

class Writes {
 public:
  explicit Writes(const std::shared_ptr<rocks::Database>& database);

  const std::shared_ptr<rocks::Overlay>& overlay() const { return overlay_; }
  const std::shared_ptr<rocks::View>& view() const { return view_; }  // the graph with these writes
  const std::shared_ptr<Catalog>& catalog() const { return catalog_; }
  LabelId label(std::string_view name);  // interns
  TypeId type(std::string_view name);
  KeyId key(std::string_view name);
  bool has_new_names() const { return own_names_ != nullptr; }
  // A schema is written with the state of the store, not as a record of its own.
  void changed_schema() { schema_changed_ = true; }
  bool empty() const { return overlay_->empty() && !schema_changed_; }

  bool is_new(EntityId entity) const;  // made by this transaction
  codec::NodeRecord node(NodeId id) const;
  codec::RelationshipRecord relationship(RelId id) const;
  void require_node(NodeId id) const;
  NodeId new_node(const codec::NodeRecord& record);
  void require_ends(const codec::RelationshipRecord& record) const;
  RelId new_relationship(const codec::RelationshipRecord& record);  // between nodes that are there
  // `before` and `after` are the record on either side of the write; null: there is none.
  void put_node(NodeId id, const codec::NodeRecord* before, const codec::NodeRecord* after);
  void put_relationship(RelId id, const codec::RelationshipRecord* before, const codec::RelationshipRecord* after);

  // Reads the entity, lets `change(properties, labels, has_evidence)` change it (labels: null for a relationship), and
  // writes it back if that says true.
  template <class Change>
  void edit(EntityId entity, Change change) {
    if (entity.is_node) {
      const codec::NodeRecord before = node(entity.node());
      codec::NodeRecord after = before;
      if (change(after.properties, &after.labels, after.has_evidence)) put_node(entity.node(), &before, &after);
    } else {
      const codec::RelationshipRecord before = relationship(entity.relationship());
      codec::RelationshipRecord after = before;
      if (change(after.properties, static_cast<std::vector<LabelId>*>(nullptr), after.has_evidence))
        put_relationship(entity.relationship(), &before, &after);
    }
  }

 private:
  Dictionaries& names();  // to add to
  void count_relationship(TypeId type, bool more);
  std::shared_ptr<rocks::Overlay> overlay_ = std::make_shared<rocks::Overlay>();
  std::shared_ptr<Catalog> catalog_;
  std::shared_ptr<Dictionaries> own_names_;  // null until a name is interned
  std::shared_ptr<rocks::View> view_;
  bool schema_changed_ = false;
  std::uint64_t first_new_node_, first_new_relationship_;
};

}  // namespace polgraph
