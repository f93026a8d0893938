#include "graph/audit/near_names.h"

#include <algorithm>
#include <cstdint>

#include "graph/audit/slip.h"

namespace polgraph {

namespace {

constexpr std::size_t kFewestLetters = 6;      // no slip is seen in shorter names
constexpr std::size_t kMostLetters = 400;      // longer names are not compared
constexpr std::size_t kMostEntries = 4000000;  // held at once

// A name with one letter or one word of it left out, as a hash; names that share one are looked at.
struct Entry {
  std::uint64_t hash;
  std::uint32_t form;
};

constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15ull;

std::uint64_t mixed(std::uint64_t hash) {
  hash ^= hash >> 31;
  hash *= 0xBF58476D1CE4E5B9ull;
  return hash ^ (hash >> 29);
}

// The hashes of `letters` whole and without each one of its letters. Cost: linear.
std::vector<std::uint64_t> letter_hashes(const LetterList& letters) {
  const std::size_t size = letters.size();
  std::vector<std::uint64_t> front(size + 1, 1), back(size + 1, 0), power(size + 1, 1);
  for (std::size_t i = 0; i < size; ++i) {
    front[i + 1] = front[i] * kBase + letters[i];
    power[i + 1] = power[i] * kBase;
  }
  for (std::size_t i = size; i-- > 0;) back[i] = letters[i] * power[size - 1 - i] + back[i + 1];
  std::vector<std::uint64_t> hashes{mixed(front[size])};
  for (std::size_t i = 0; i < size; ++i) hashes.push_back(mixed(front[i] * power[size - 1 - i] + back[i + 1]));
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

std::vector<std::uint64_t> word_hashes(const std::vector<std::string>& words) {
  std::vector<std::uint64_t> hashes;
  if (words.size() < 2) return hashes;
  for (std::size_t left_out = 0; left_out < words.size(); ++left_out) {
    std::uint64_t hash = 7;
    for (std::size_t i = 0; i < words.size(); ++i) {
      hash = mixed(hash * kBase + (i == left_out ? 1 : std::hash<std::string>()(words[i])));
    }
    hashes.push_back(hash);
  }
  return hashes;
}

bool is_compared(const NameForm& form) {
  return !form.anonymous && form.letters.size() >= kFewestLetters && form.letters.size() <= kMostLetters;
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

void take_group(const std::vector<Entry>& entries, std::size_t from, std::size_t to, const std::vector<NameForm>& forms,
                Pairs& pairs) {
  if (to - from != 2) return;  // three and more are a family
  const std::size_t a = std::min(entries[from].form, entries[from + 1].form);
  const std::size_t b = std::max(entries[from].form, entries[from + 1].form);
  if (slip_between(forms[a], forms[b])) pairs.emplace_back(a, b);
}

void take_groups(std::vector<Entry>& entries, const std::vector<NameForm>& forms, Pairs& pairs) {
  std::sort(entries.begin(), entries.end(),
            [](const Entry& x, const Entry& y) { return x.hash != y.hash ? x.hash < y.hash : x.form < y.form; });
  for (std::size_t from = 0; from < entries.size();) {
    std::size_t to = from + 1;
    while (to < entries.size() && entries[to].hash == entries[from].hash) ++to;
    take_group(entries, from, to, forms, pairs);
    from = to;
  }
  entries.clear();
}

}  // namespace

Pairs near_names(const std::vector<NameForm>& forms, const std::function<void()>& tick) {
  std::size_t letters = 0;
  for (const NameForm& form : forms) letters += is_compared(form) ? form.letters.size() + 1 + form.words.size() : 0;
  const std::uint64_t passes = letters / kMostEntries + 1;
  Pairs pairs;
  std::vector<Entry> entries;
  for (std::uint64_t pass = 0; pass < passes; ++pass) {
    for (std::size_t i = 0; i < forms.size(); ++i) {
      tick();
      if (!is_compared(forms[i])) continue;
      const auto add = [&](std::uint64_t hash) {
        if (hash % passes == pass) entries.push_back({hash, static_cast<std::uint32_t>(i)});
      };
      for (const std::uint64_t hash : letter_hashes(forms[i].letters)) add(hash);
      for (const std::uint64_t hash : word_hashes(forms[i].words)) add(hash);
    }
    take_groups(entries, forms, pairs);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace polgraph
