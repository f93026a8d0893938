#include <ostream>

#include "graph/search.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"
#include "tools/describe.h"
#include "tools/rows.h"
#include "tools/totals.h"

namespace polgraph::cli {

namespace {

// A number where 64 bits hold it, else its digits as a string: a table has no other numbers.
Value amount_value(const ExactSum& amount) {
  const std::string digits = amount.digits();
  if (const auto number = parse_integer(digits)) return Value::integer(*number);
  return Value::string(digits);
}

std::string modality_name(const std::string& modality) {
  return modality.empty() ? "exact" : modality;
}

ValueList place_values(const std::vector<std::pair<std::string, std::string>>& places) {
  ValueList list;
  for (const auto& [source, locator] : places) {
    list.push_back(Value::string(locator.empty() ? source : source + " " + locator));
  }
  return list;
}

class TotalRows {
 public:
  TotalRows(Context& context, const std::string& format, const Snapshot& snapshot, const MoneyAnswer& answer)
      : snapshot_(snapshot),
        answer_(answer),
        rows_(context, format, snapshot,
              {"of", "part", "stage", "by_mandate", "flow", "kind", "currency", "period", "amount", "modality", "count",
               "remark", "sources", "source_count"}) {}

  void print() {
    for (const MoneyTotal& total : answer_.report.totals) add(answer_.title, total);
    for (const MoneyOfStart& one : answer_.each) {
      for (const MoneyTotal& total : one.report.totals) add(display_name(snapshot_, one.start), total);
    }
    rows_.end();
  }

 private:
  void add(const std::string& of, const MoneyTotal& total) {
    rows_.add({Value::string(of), Value::string(part_name(total.at.part)),
               total.at.stage == 0 ? Value::null() : count_value(total.at.stage), Value::boolean(total.at.by_mandate),
               Value::string(flow_text(snapshot_, {&total}, answer_.backward)),
               Value::string(total.stock ? "stock" : "flow"), text_value(total.currency), text_value(total.period),
               amount_value(total.amount), Value::string(modality_name(total.modality)), count_value(total.on.size()),
               text_value(remark(total)), Value::list(place_values(total.places)), count_value(total.place_count)});
  }
  std::string remark(const MoneyTotal& total) const {
    if (!total.not_converted.empty()) return "not converted: " + total.not_converted;
    std::string text;
    if (total.printed > 0) text = std::to_string(total.printed) + " as the source converts";
    for (const std::size_t at : total.rates) {
      text += (text.empty() ? "" : "; ") + rate_text(answer_.report.rates[at]);
    }
    return text;
  }

  const Snapshot& snapshot_;
  const MoneyAnswer& answer_;
  Rows rows_;
};

// Members of one JSON object, in the order they are added.
class JsonObject {
 public:
  JsonObject& raw(std::string_view name, const std::string& json) {
    text_ += text_.empty() ? "{" : ",";
    append_json_string(text_, name);
    text_ += ":" + json;
    return *this;
  }
  JsonObject& value(std::string_view name, const Value& value) { return raw(name, to_json(value)); }
  std::string done() const { return text_.empty() ? "{}" : text_ + "}"; }

 private:
  std::string text_;
};

std::string json_list(const std::vector<std::string>& items, const std::string& separator = ",") {
  std::string text = "[";
  for (std::size_t i = 0; i < items.size(); ++i) text += (i == 0 ? "" : separator) + items[i];
  return text + "]";
}

class TotalsJson {
 public:
  TotalsJson(const Snapshot& snapshot, const MoneyAnswer& answer)
      : snapshot_(snapshot), citations_(snapshot), answer_(answer) {}

  std::string text() const {
    std::vector<std::string> rates, each;
    for (const ExchangeRate& rate : answer_.report.rates) rates.push_back(rate_json(rate));
    for (const MoneyOfStart& one : answer_.each) {
      each.push_back(JsonObject()
                         .value("of", Value::string(display_name(snapshot_, one.start)))
                         .value("id", id_of(snapshot_, one.start))
                         .raw("totals", totals(one.report))
                         .raw("left_out", left_out(one.report))
                         .done());
    }
    return "\"of\":" + to_json(Value::string(answer_.title)) + ",\n\"totals\":" + totals(answer_.report) +
           ",\n\"left_out\":" + left_out(answer_.report) + ",\n\"rates\":" + json_list(rates) +
           ",\n\"by\":" + json_list(each, ",\n");
  }

 private:
  std::string totals(const MoneyReport& report) const {
    std::vector<std::string> items;
    for (const MoneyTotal& total : report.totals) items.push_back(total_json(total, report));
    return json_list(items, ",\n");
  }
  std::string total_json(const MoneyTotal& total, const MoneyReport& report) const {
    std::vector<std::string> rates;
    for (const std::size_t at : total.rates) rates.push_back(rate_json(report.rates[at]));
    return JsonObject()
        .value("part", Value::string(part_name(total.at.part)))
        .value("stage", total.at.stage == 0 ? Value::null() : count_value(total.at.stage))
        .value("by_mandate", Value::boolean(total.at.by_mandate))
        .value("flow", Value::string(flow_text(snapshot_, {&total}, answer_.backward)))
        .value("kind", Value::string(total.stock ? "stock" : "flow"))
        .value("currency", text_value(total.currency))
        .value("fiscal_year", total.fiscal_year ? Value::integer(*total.fiscal_year) : Value::null())
        .value("period", text_value(total.period))
        .raw("amount", total.amount.digits())
        .value("modality", Value::string(modality_name(total.modality)))
        .value("count", count_value(total.on.size()))
        .value("converted_by_source", count_value(total.printed))
        .raw("rates", json_list(rates))
        .value("not_converted", text_value(total.not_converted))
        .value("sources", Value::list(place_values(total.places)))
        .value("source_count", count_value(total.place_count))
        .done();
  }
  std::string left_out(const MoneyReport& report) const {
    std::vector<std::string> items;
    for (const MoneyLeftOut& one : report.left_out) {
      std::vector<std::string> sums;
      for (const TraceSum& sum : one.sums) {
        sums.push_back(JsonObject()
                           .value("kind", Value::string(sum.stock ? "stock" : "flow"))
                           .value("currency", text_value(sum.currency))
                           .raw("amount", sum.amount.digits())
                           .value("modality", Value::string(modality_name(sum.modality)))
                           .done());
      }
      items.push_back(JsonObject()
                          .value("reason", Value::string(reason_name(one.why)))
                          .value("count", count_value(one.count))
                          .raw("sums", json_list(sums))
                          .value("text", Value::string(left_out_text(snapshot_, one)))
                          .done());
    }
    return json_list(items, ",\n");
  }
  std::string rate_json(const ExchangeRate& rate) const {
    return JsonObject()
        .value("from", Value::string(rate.from))
        .value("to", Value::string(rate.to))
        .raw("rate", rate.rate.digits())
        .value("period", text_value(rate.period))
        .value("source", text_value(rate.source))
        .value("sources", Value::list(place_values(citations_.places(EntityId::of(rate.node)))))
        .done();
  }

  const Snapshot& snapshot_;
  Citations citations_;
  const MoneyAnswer& answer_;
};

}  // namespace

void print_total_rows(Context& context, const std::string& format, const Snapshot& snapshot,
                      const MoneyAnswer& answer) {
  TotalRows(context, format, snapshot, answer).print();
  context.out.flush();
  for (const MoneyLeftOut& one : answer.report.left_out) {
    context.err << "note: " << printable(left_out_text(snapshot, one)) << '\n';
  }
}

void print_totals_json(std::ostream& out, const Snapshot& snapshot, const MoneyAnswer& answer) {
  out << TotalsJson(snapshot, answer).text();
}

}  // namespace polgraph::cli
