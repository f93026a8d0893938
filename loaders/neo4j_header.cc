#include "loaders/neo4j_header.h"

#include <array>
#include <limits>
#include <set>

#include "graph/error.h"
#include "graph/text/number.h"
#include "graph/text/temporal.h"
#include "graph/text/utf8.h"
#include "loaders/cells.h"

namespace polgraph::neo4j {
namespace {

struct TypeRule {
  std::string_view name;
  Kind kind;
  std::int64_t least = INT64_MIN;
  std::int64_t most = INT64_MAX;
  ValueKind temporal = ValueKind::Null;
};

constexpr std::array kTypes{
    TypeRule{"string", Kind::String},
    TypeRule{"int", Kind::Integer, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()},
    TypeRule{"integer", Kind::Integer, std::numeric_limits<std::int32_t>::min(),
             std::numeric_limits<std::int32_t>::max()},
    TypeRule{"long", Kind::Integer},
    TypeRule{"short", Kind::Integer, -32768, 32767},
    TypeRule{"byte", Kind::Integer, -128, 127},
    TypeRule{"float", Kind::Float},
    TypeRule{"double", Kind::Float},
    TypeRule{"boolean", Kind::Boolean},
    TypeRule{"char", Kind::Character},
    TypeRule{"date", Kind::Temporal, 0, 0, ValueKind::Date},
    TypeRule{"localtime", Kind::Temporal, 0, 0, ValueKind::LocalTime},
    TypeRule{"time", Kind::Temporal, 0, 0, ValueKind::Time},
    TypeRule{"localdatetime", Kind::Temporal, 0, 0, ValueKind::LocalDateTime},
    TypeRule{"datetime", Kind::Temporal, 0, 0, ValueKind::DateTime},
    TypeRule{"duration", Kind::Temporal, 0, 0, ValueKind::Duration},
};

// name : type (group) {options}, every part optional.
struct Parts {
  std::string_view name, type, group, options;
  bool has_type = false;
};

class HeaderParser {
 public:
  explicit HeaderParser(const CsvReader& csv) : csv_(csv) {}

  Header parse() {
    for (index_ = 0; index_ < csv_.size(); ++index_) {
      spelling_ = cells::trim_header(csv_[index_]);
      header_.columns.push_back(column(parts()));
    }
    return std::move(header_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    Error error(polgraph::Kind::Input, "BadHeader", cells::column_name(index_, spelling_) + ": " + what,
                csv_.place(index_));
    if (csv_.size() == 1) error.hint("the whole header is one column: is another delimiter meant (--delimiter)?");
    throw error;
  }

  // Takes "(inside)" or "{inside}" off the end of `text`.
  std::string_view take_bracketed(std::string_view& text, char open, char close) const {
    if (!text.ends_with(close)) return {};
    const std::size_t begin = text.rfind(open);
    if (begin == std::string_view::npos) fail(std::string("`") + close + "` without `" + open + "`");
    const std::string_view inside = text.substr(begin + 1, text.size() - begin - 2);
    text = text.substr(0, begin);
    return inside;
  }

  Parts parts() const {
    Parts parts;
    std::string_view rest = spelling_;
    if (rest.find(':') == std::string_view::npos) {
      parts.name = rest;
      return parts;
    }
    parts.options = take_bracketed(rest, '{', '}');
    const std::size_t colon = rest.rfind(':');
    if (colon == std::string_view::npos) fail("a colon and a type are expected before `{`");
    std::string_view type = rest.substr(colon + 1);
    parts.group = take_bracketed(type, '(', ')');
    parts.type = type;
    parts.name = rest.substr(0, colon);
    parts.has_type = !type.empty();
    return parts;
  }

  Column column(const Parts& parts) {
    Column column;
    column.name = parts.name;
    column.group = parts.group;
    column.spelling = spelling_;
    if (parts.type == "ID") {
      column.role = Role::Id;
      if (++ids_ > 1) fail("ids made of several columns are not supported");
      remember(column.name);
    } else if (parts.type == "START_ID") {
      column.role = Role::Start;
      only_one(starts_);
    } else if (parts.type == "END_ID") {
      column.role = Role::End;
      only_one(ends_);
    } else if (parts.type == "LABEL") {
      column.role = Role::Labels;
    } else if (parts.type == "TYPE") {
      column.role = Role::Type;
      only_one(types_);
    } else if (parts.type == "IGNORE") {
      column.role = Role::Ignore;
    } else {
      property(column, parts);
    }
    options(column, parts.options);
    return column;
  }

  void property(Column& column, const Parts& parts) {
    if (column.name.empty()) fail(parts.has_type ? "the column has a type but no name" : "the column has no name");
    if (!parts.group.empty()) fail("a group in brackets belongs to ID, START_ID and END_ID only");
    remember(column.name);
    if (parts.has_type) set_type(column, parts.type);
  }

  void set_type(Column& column, std::string_view type) {
    column.is_list = type.ends_with("[]");
    if (column.is_list) type.remove_suffix(2);
    column.type_name = type;
    for (const TypeRule& rule : kTypes) {
      if (rule.name != type) continue;
      column.kind = rule.kind;
      column.least = rule.least;
      column.most = rule.most;
      column.temporal = rule.temporal;
      return;
    }
    if (type == "point")
      fail("type `point` is not supported; give latitude and longitude as two columns of type double");
    std::vector<std::string> names;
    for (const TypeRule& rule : kTypes) names.emplace_back(rule.name);
    const auto near = nearest(type, names);
    fail("type `" + printable(type) + "` is not known" + (near ? "; did you mean `" + *near + "`?" : ""));
  }

  void options(Column& column, std::string_view options) {
    if (options.empty()) return;
    for (const std::string_view option : cells::split(options, ',')) {
      const std::size_t colon = option.find(':');
      const std::string_view key = cells::trim(option.substr(0, colon));
      const std::string_view value = colon == std::string_view::npos ? "" : cells::trim(option.substr(colon + 1));
      if (key == "id-type" && column.role != Role::Property)
        id_type(column, value);
      else if (key == "timezone" && (column.temporal == ValueKind::Time || column.temporal == ValueKind::DateTime))
        default_zone(column, value);
      else
        doubt("option `" + printable(option) + "` is passed over");
    }
  }

  void id_type(Column& column, std::string_view type) {
    if (type == "string" || type == "actual") return;
    if (type != "long" && type != "int" && type != "integer") fail("id-type `" + printable(type) + "` is not known");
    column.kind = Kind::Integer;
    column.type_name = type;
  }

  void default_zone(Column& column, std::string_view text) {
    try {
      column.zone = make_zone(text);
    } catch (const Error& error) {
      fail(error.message());
    }
    if (column.temporal == ValueKind::Time && !column.zone->name.empty()) {
      fail("the offset of " + column.zone->name + " depends on the date: a column of times needs one such as +01:00");
    }
  }

  void remember(const std::string& name) {
    if (!name.empty() && !names_.insert(name).second) fail("the name occurs twice");
  }
  void only_one(int& count) {
    if (++count > 1) fail("a row has only one of these");
  }
  void doubt(const std::string& what) { header_.doubts.push_back(cells::column_name(index_, spelling_) + ": " + what); }

  const CsvReader& csv_;
  Header header_;
  std::size_t index_ = 0;
  std::string spelling_;
  std::set<std::string> names_;
  int ids_ = 0, starts_ = 0, ends_ = 0, types_ = 0;
};

std::string no(const Column& column, std::string_view text) {
  return cells::quoted(text) + " is no " + (column.type_name.empty() ? "string" : column.type_name);
}

// Cells without a zone are in the column's.
std::optional<Value> zoned(const Column& column, std::string_view text) {
  if (!column.zone) return std::nullopt;
  if (column.temporal == ValueKind::Time) {
    const auto time = parse_local_time(text);
    if (time) return Value::time({*time, column.zone->offset_s.value_or(0)});
  } else if (const auto local = parse_local_date_time(text)) {
    return Value::date_time(at_local(*local, *column.zone));
  }
  return std::nullopt;
}

std::variant<Value, std::string> parse_temporal_cell(const Column& column, std::string_view text) {
  try {
    auto value = zoned(column, text);
    if (!value) value = parse_temporal(column.temporal, text);
    if (value) return *value;
  } catch (const Error& error) {  // an unknown zone, an offset it never had
    return no(column, text) + ": " + error.message();
  }
  return no(column, text);
}

std::variant<Value, std::string> parse_one(const Column& column, std::string_view text) {
  switch (column.kind) {
    case Kind::String: return Value::string(text);
    case Kind::Character:
      if (count_code_points(text) != 1) return no(column, text) + " (one letter)";
      return Value::string(text);
    case Kind::Boolean: {
      const std::string_view word = cells::trim(text);
      if (word == "true") return Value::boolean(true);
      if (word == "false") return Value::boolean(false);
      return no(column, text) + " (true or false)";
    }
    case Kind::Integer: {
      const auto number = parse_integer(cells::trim(text));
      if (!number && !cells::is_integer(cells::trim(text))) return no(column, text);
      if (!number || *number < column.least || *number > column.most) {
        return cells::quoted(text) + " does not fit " + column.type_name + " (" + to_text(column.least) + " to " +
               to_text(column.most) + ")";
      }
      return Value::integer(*number);
    }
    case Kind::Temporal: return parse_temporal_cell(column, cells::trim(text));
    case Kind::Float: {
      const auto number = parse_float(cells::trim(text));
      if (!number) return no(column, text);
      return Value::floating(*number);
    }
  }
  return no(column, text);
}

}  // namespace

Header parse_header(const CsvReader& csv) {
  return HeaderParser(csv).parse();
}

std::variant<Value, std::string> parse_cell(const Column& column, std::string_view text, char array_delimiter) {
  if (!column.is_list) return parse_one(column, text);
  ValueList items;
  if (text.empty()) return Value::list({});
  for (const std::string_view part : cells::split(text, array_delimiter)) {
    auto item = parse_one(column, part);
    if (std::holds_alternative<std::string>(item)) return "in the list: " + std::get<std::string>(item);
    items.push_back(std::move(std::get<Value>(item)));
  }
  return Value::list(std::move(items));
}

}  // namespace polgraph::neo4j
