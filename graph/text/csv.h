// CSV as RFC 4180 and its dialects: a reader that streams and knows the place of every field, and a writer.
//
//   CsvReader rows(Input::file("funds.csv"));
//   while (rows.next()) use(rows.fields()[0].text, rows.place(0));
//
// Lines end with LF, CRLF or CR. Blank lines are passed over. A quote opens a quoted field only at its begin; elsewhere
// it is a letter. How many fields a row has is the caller's business: the reader hands out what is there.
//   Units   lines and columns from 1, columns in code points
//   Throws  Error Input "UnclosedQuote", "TextAfterQuote", "NulByte"; Error Limit "FieldTooLong" (32 MiB),
//           "LineTooLong" (64 MiB), "TooManyFields"; all that Input throws
//   Lives   fields() until the next next()
//   Source  RFC 4180; Frictionless Table Dialect
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/place.h"
#include "graph/text/input.h"

namespace polgraph {

inline constexpr std::size_t kMaxFieldBytes = 32u << 20;
inline constexpr std::size_t kMaxRecordBytes = 64u << 20;
inline constexpr std::size_t kMaxFields = 1u << 20;  // of a row

struct CsvDialect {
  char delimiter = ',';
  char quote = '"';          // '\0': no quoting
  bool double_quote = true;  // "" inside quotes is one quote
  char escape = '\0';        // '\0': none; else the letter after it is taken as it is
  char comment = '\0';       // '\0': none; else a line that begins with it is passed over
  bool skip_initial_space = false;
  std::size_t max_record_bytes = kMaxRecordBytes;  // a longer row is refused
};

struct CsvField {
  std::string_view text;
  bool quoted = false;  // an empty field and "" differ
};

class CsvReader {
 public:
  explicit CsvReader(Input input, const CsvDialect& dialect = {});

  bool next();  // the next row that is not blank; false at the end
  std::span<const CsvField> fields() const { return fields_; }
  std::size_t size() const { return fields_.size(); }
  std::string_view operator[](std::size_t index) const { return fields_[index].text; }

  std::int64_t line() const { return line_; }  // where the row begins
  Place place() const;                         // of the row
  void place(Place& place) const;              // the same over another one: its text keeps its memory
  // Of field `index`; past the last one: where the row ends. Cost: linear in the row, so for messages only.
  Place place(std::size_t index) const;
  Input& input() { return input_; }

 private:
  enum class Scan { Row, Blank, MoreNeeded };

  Scan scan_record();
  Scan scan_quoted(std::size_t& at);
  Scan scan_plain(std::size_t& at);
  std::size_t find_special(std::size_t at) const;
  Scan end_of_record(std::size_t at);
  bool skip_comment(std::size_t& at) const;
  bool fill();
  void close_record();
  [[noreturn]] void fail(std::string_view detail, const std::string& message, std::size_t at) const;
  Place place_of(std::size_t at) const;
  void add_field(std::size_t begin, std::string_view text, bool quoted);

  Input input_;
  CsvDialect dialect_;
  std::array<bool, 256> special_{};  // ends a run of plain letters
  std::string buffer_;
  std::size_t begin_ = 0;   // of the row in buffer_
  std::size_t end_ = 0;     // behind the row and its line end
  std::size_t filled_ = 0;  // bytes of buffer_ that are text
  bool at_end_ = false;     // the input has no more
  std::int64_t line_ = 1;
  std::int64_t offset_ = 0;  // of begin_ in the text
  std::string scratch_;      // unescaped fields; never grows while a row is scanned
  bool one_line_ = true;     // no field of the row can have a line end in it
  std::vector<CsvField> fields_;
  std::vector<std::size_t> starts_;  // of the fields, from begin_
};

// Why a row of `got` fields is refused where `expected` were announced.
std::string ragged_reason(std::size_t got, std::size_t expected);

// One field, quoted only where it must be: delimiter, quote, line end, blank at either end; an empty text that is not
// absent is "".
void append_csv_field(std::string& out, std::string_view text, char delimiter = ',');

}  // namespace polgraph
