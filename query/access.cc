// Reading parts of values: properties, elements, slices, labels.
#include "graph/error.h"
#include "query/eval.h"
#include "query/temporal_parts.h"
#include "query/views.h"

namespace polgraph {

namespace {

std::string kind_of(const Value& value) {
  return std::string(kind_name(value.kind()));
}

class PropertyExpr final : public Expr {
 public:
  PropertyExpr(ExprPtr object, std::string key) : object_(std::move(object)), key_(std::move(key)) {}
  Value eval(Value* row, Context& context) const override {
    const Value object = object_->eval(row, context);
    try {
      return property_of(object, key_, known_, context);
    } catch (Error& error) {
      error.at(context.place(span));
      throw;
    }
  }
  ExprShape shape() const override {
    ExprShape made;
    made.kind = ExprShape::Kind::PropertyOf;
    made.left = object_.get();
    made.key = key_;
    return made;
  }

 private:
  ExprPtr object_;
  std::string key_;
  mutable std::optional<KeyId> known_;
};

// The element at `index`, from the end where it is negative; null outside.
Value element(std::span<const Value> items, std::int64_t index) {
  const auto size = static_cast<std::int64_t>(items.size());
  if (index < 0) index += size;
  if (index < 0 || index >= size) return {};
  return items[static_cast<std::size_t>(index)];
}

Value indexed(const Value& object, const Value& index, Context& context) {
  if (object.is_list()) {
    if (index.is_null()) return {};
    if (index.is_integer()) return element(object.as_list(), index.as_integer());
    throw Error(Kind::Type, "InvalidArgumentType", "a list is indexed by an integer, this is " + kind_of(index));
  }
  if (object.is_map() || object.is_entity()) {
    if (index.is_null()) return {};
    if (!index.is_string()) {
      throw Error(Kind::Type, "MapElementAccessByNonString", "a key must be a string, this is " + kind_of(index));
    }
    std::optional<KeyId> unknown;
    return property_of(object, std::string(index.as_string()), unknown, context);
  }
  if (object.is_null()) return {};
  throw Error(Kind::Type, "InvalidArgumentType",
              "only a list, map, node or relationship has elements, this is " + kind_of(object));
}

class IndexExpr final : public Expr {
 public:
  IndexExpr(ExprPtr object, ExprPtr index) : object_(std::move(object)), index_(std::move(index)) {}
  Value eval(Value* row, Context& context) const override {
    const Value object = object_->eval(row, context);
    const Value index = index_->eval(row, context);
    try {
      return indexed(object, index, context);
    } catch (Error& error) {
      error.at(context.place(span));
      throw;
    }
  }

 private:
  ExprPtr object_, index_;
};

class SliceExpr final : public Expr {
 public:
  SliceExpr(ExprPtr object, ExprPtr from, ExprPtr to)
      : object_(std::move(object)), from_(std::move(from)), to_(std::move(to)) {}
  Value eval(Value* row, Context& context) const override {
    const Value object = object_->eval(row, context);
    const Value from = from_ ? from_->eval(row, context) : Value::integer(0);
    const Value to = to_ ? to_->eval(row, context) : Value::integer(INT64_MAX);
    if (object.is_null() || from.is_null() || to.is_null()) return {};
    if (!object.is_list() || !from.is_integer() || !to.is_integer()) {
      throw Error(Kind::Type, "InvalidArgumentType",
                  "a slice is taken of a list with integers, this is " + kind_of(object) + "[" + kind_of(from) + ".." +
                      kind_of(to) + "]",
                  context.place(span));
    }
    const auto items = object.as_list();
    const std::size_t begin = bound(from.as_integer(), items.size()), end = bound(to.as_integer(), items.size());
    if (begin >= end) return Value::list({});
    return Value::list(ValueList(items.begin() + static_cast<std::ptrdiff_t>(begin),
                                 items.begin() + static_cast<std::ptrdiff_t>(end)));
  }

 private:
  static std::size_t bound(std::int64_t position, std::size_t size) {
    const auto length = static_cast<std::int64_t>(size);
    if (position < 0) position = position < -length ? 0 : position + length;
    return static_cast<std::size_t>(position < length ? position : length);
  }

  ExprPtr object_, from_, to_;
};

bool has_name(const std::string& name, const Value& entity, std::optional<LabelId>& known, Context& context) {
  const Snapshot& view = context.view();
  if (entity.is_relationship()) return view.name(entity.relationship_type()) == name;
  if (!known) known = view.find_label(name);
  return known && read_label(context, entity.as_node(), *known);
}

class HasLabelsExpr final : public Expr {
 public:
  HasLabelsExpr(ExprPtr object, const ast::LabelExpression& labels) : object_(std::move(object)), labels_(labels) {}
  Value eval(Value* row, Context& context) const override {
    const Value object = object_->eval(row, context);
    if (object.is_null()) return {};
    try {
      context.check_alive(object);
      const bool one = labels_.op == ast::LabelExpression::Op::Name && object.is_entity();
      return Value::boolean(one ? has_name(labels_.name, object, known_, context)
                                : label_matches(labels_, object, context));
    } catch (Error& error) {
      error.at(context.place(span));
      throw;
    }
  }
  ExprShape shape() const override {
    ExprShape made;
    made.kind = ExprShape::Kind::HasLabels;
    made.left = object_.get();
    made.labels = &labels_;
    return made;
  }

 private:
  ExprPtr object_;
  ast::LabelExpression labels_;
  mutable std::optional<LabelId> known_;  // of the only label
};

template <class Entity>
Value entity_properties(const Entity& entity, const Snapshot& view) {
  if (!entity) return Value::map({});
  ValueMap map;
  map.reserve(entity->properties.size());
  for (const auto& [key, value] : entity->properties) map.emplace_back(view.name(key), value);
  return Value::map(std::move(map));
}

}  // namespace

bool label_matches(const ast::LabelExpression& labels, const Value& entity, Context& context) {
  if (!entity.is_entity()) {
    throw Error(Kind::Type, "InvalidArgumentType",
                "only nodes and relationships have labels or types, this is " + kind_of(entity));
  }
  using Op = ast::LabelExpression::Op;
  switch (labels.op) {
    case Op::Name: {
      std::optional<LabelId> unknown;
      return has_name(labels.name, entity, unknown, context);
    }
    case Op::Not: return !label_matches(labels.operands[0], entity, context);
    case Op::Any: return entity.is_relationship() || !context.view().labels(entity.as_node()).empty();
    case Op::And:
      for (const auto& part : labels.operands) {
        if (!label_matches(part, entity, context)) return false;
      }
      return true;
    case Op::Or:
      for (const auto& part : labels.operands) {
        if (label_matches(part, entity, context)) return true;
      }
      return false;
    case Op::Dynamic: return false;  // the binder makes an expression of it
  }
  return false;
}

Value property_of(const Value& object, const std::string& key, std::optional<KeyId>& known, Context& context) {
  if (object.is_null()) return {};
  if (object.is_map()) {
    const Value* found = object.find(key);
    return found != nullptr ? *found : Value();
  }
  if (object.is_temporal()) return temporal_part(object, key);
  if (!object.is_entity()) {
    throw Error(Kind::Type, "InvalidArgumentType",
                "only nodes, relationships and maps have properties, this is " + kind_of(object));
  }
  context.check_alive(object);
  if (!known) known = context.view().find_key(key);
  if (!known) return {};
  const EntityId entity = object.is_node() ? EntityId::of(object.as_node()) : EntityId::of(object.as_relationship());
  if (auto held = context.at_hand(entity, *known)) return std::move(*held);
  return read_property(context, entity, *known);
}

Value properties_of(const Value& entity, Context& context) {
  if (entity.is_null() || entity.is_map()) return entity;
  context.check_alive(entity);
  const Snapshot& view = context.view();
  if (entity.is_node()) return entity_properties(view.find_node(entity.as_node()), view);
  if (entity.is_relationship()) return entity_properties(view.find_relationship(entity.as_relationship()), view);
  throw Error(Kind::Type, "InvalidArgumentType",
              "only nodes, relationships and maps have properties, this is " + kind_of(entity));
}

ExprPtr make_property(ExprPtr object, std::string key) {
  return std::make_unique<PropertyExpr>(std::move(object), std::move(key));
}

ExprPtr make_index(ExprPtr object, ExprPtr index) {
  StaticType type;
  if (object->type.is_only(ValueKind::List)) type.kinds = object->type.elements | StaticType::bit(ValueKind::Null);
  auto made = std::make_unique<IndexExpr>(std::move(object), std::move(index));
  made->type = type;
  return made;
}

ExprPtr make_slice(ExprPtr object, ExprPtr from, ExprPtr to) {
  StaticType type = StaticType::list_of(object->type.elements);
  type.kinds |= StaticType::bit(ValueKind::Null);
  auto made = std::make_unique<SliceExpr>(std::move(object), std::move(from), std::move(to));
  made->type = type;
  return made;
}

ExprPtr make_has_labels(ExprPtr object, const ast::LabelExpression& labels) {
  auto made = std::make_unique<HasLabelsExpr>(std::move(object), labels);
  made->type = {kBooleanKind | StaticType::bit(ValueKind::Null), StaticType::kAll};
  return made;
}

}  // namespace polgraph
