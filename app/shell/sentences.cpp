// SPDX-License-Identifier: MIT
#include "shell/sentences.h"

#include "base/embedded.h"

#include <fmt/args.h>

#include <functional>
#include <map>
#include <optional>

EMBEDDED_FILE(german_clinical)

namespace shell {
namespace {

constexpr int deepest = 5;  // words in a sentence's place have places themselves: a check has three

enum class Kind {
    words,   // that are known themselves
    name,    // a whole one of the catalogue, not a list
    word,    // a unit, a date, the id of a technique; said where it is known
    number,  // stays
    own,     // in quotation marks: somebody's own words stay
    title,   // of a paper or a page: stays
};

/// A catalogue's English sentence, taken apart at its places.
class Pattern {
public:
    explicit Pattern(const Translation& translation)
        : other_(translation.other)
    {
        std::string_view rest = translation.english;
        for (std::size_t at; (at = rest.find('{')) != rest.npos;) {
            const std::size_t end = rest.find('}', at);
            const std::string_view name = rest.substr(at + 1, end - at - 1);
            places_.push_back({rest.substr(0, at), kind_named(name)});
            rest.remove_prefix(end + 1);
        }
        tail_ = rest;
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (places_[i].before.ends_with('"') && after(i).starts_with('"'))
                places_[i].kind = Kind::own;
    }

    /// The words for the places; nothing if they are not for it.
    using Say = std::function<std::optional<std::string>(std::string_view, Kind)>;
    /// The sentence in the other language; nothing if it is not this one, or has words in it that
    /// nobody knows: half a sentence could be taken for another one.
    std::optional<std::string> said(std::string_view sentence, const Say& say_words) const
    {
        std::vector<std::string_view> found;
        return fits(sentence, 0, found, say_words);
    }

private:
    static Kind kind_named(std::string_view name)
    {
        if (name == "#") return Kind::number;
        if (name == "_") return Kind::word;
        if (name == "=") return Kind::title;
        return name == "." ? Kind::name : Kind::words;
    }

    struct Place {
        std::string_view before;
        Kind kind;
    };

    std::string_view after(std::size_t place) const
    {
        return place + 1 < places_.size() ? places_[place + 1].before : tail_;
    }

    /// As few words as possible in each place, more where that does not fit.
    std::optional<std::string> fits(std::string_view rest,
                                    std::size_t place,
                                    std::vector<std::string_view>& found,
                                    const Say& say_words) const
    {
        if (place == places_.size())
            return rest == tail_ ? filled_with(found, say_words) : std::nullopt;
        const Place& here = places_[place];
        if (!rest.starts_with(here.before)) return std::nullopt;
        rest.remove_prefix(here.before.size());
        const std::string_view next = after(place);
        const bool is_last = place + 1 == places_.size();
        for (std::size_t end = 1; end <= rest.size() && may_hold(here.kind, rest[end - 1]); ++end) {
            if (is_last ? rest.substr(end) != next : !rest.substr(end).starts_with(next)) continue;
            found.push_back(rest.substr(0, end));
            if (auto whole = fits(rest.substr(end), place + 1, found, say_words)) return whole;
            found.pop_back();
        }
        return std::nullopt;
    }

    std::optional<std::string> filled_with(const std::vector<std::string_view>& found,
                                           const Say& say_words) const
    {
        fmt::dynamic_format_arg_store<fmt::format_context> words;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            auto known = say_words(found[i], places_[i].kind);
            if (!known) return std::nullopt;
            words.push_back(*known);
        }
        return fmt::vformat(other_, words);
    }

    static bool may_hold(Kind kind, char c)
    {
        if (kind == Kind::number)
            return (c >= '0' && c <= '9') ||
                   std::string_view("+-.einf").find(c) != std::string::npos;
        if (kind == Kind::word) return c != ' ' && c != '"';
        return kind != Kind::own || c != '"';
    }

    std::vector<Place> places_;
    std::string_view tail_, other_;
};

struct Sentences {
    std::map<std::string_view, std::string_view> whole;  // those without places
    std::vector<Pattern> patterns;
    std::map<std::string, std::string, std::less<>> said;
};

Sentences read_sentences(Language language)
{
    Sentences all;
    for (const Translation& one : sentences_of(language))
        if (one.english.find('{') == one.english.npos)
            all.whole.emplace(one.english, one.other);
        else
            all.patterns.emplace_back(one);
    return all;
}

Sentences& sentences(Language language)
{
    static std::map<Language, Sentences> all;
    const auto found = all.find(language);
    return found != all.end() ? found->second
                              : all.emplace(language, read_sentences(language)).first->second;
}

std::optional<std::string> translated(const Sentences& all, std::string_view english, int depth);

std::optional<std::string> name_in(const Sentences& all, std::string_view english)
{
    if (const auto found = all.whole.find(english); found != all.whole.end())
        return std::string(found->second);
    const std::string text(english);
    if (const char* name = say(text.c_str()); name != text.c_str()) return name;
    return std::nullopt;
}

/// The words in a place of a sentence.
std::optional<std::string>
words_in_place(const Sentences& all, std::string_view english, Kind kind, int depth)
{
    if (kind == Kind::number || kind == Kind::own || kind == Kind::title)
        return std::string(english);
    if (kind == Kind::name) return name_in(all, english);
    auto known = translated(all, english, depth);
    if (!known && kind == Kind::word) return std::string(english);
    return known;
}

bool is_number(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789.") == text.npos;
}

/// Several sentences, or what a list has; only if all of them are known.
std::optional<std::string>
piece_by_piece(const Sentences& all, std::string_view english, std::string_view between, int depth)
{
    // A sentence keeps its full stop.
    const std::size_t mark = between.front() == '.' ? 1 : 0;
    for (std::size_t at = 0; (at = english.find(between, at)) != english.npos; ++at) {
        const auto first = translated(all, english.substr(0, at + mark), depth + 1);
        if (!first) continue;  // a name may have a comma in it
        if (const auto rest = translated(all, english.substr(at + between.size()), depth))
            return *first + std::string(between.substr(mark)) + *rest;
    }
    return std::nullopt;
}

std::optional<std::string> translated(const Sentences& all, std::string_view english, int depth)
{
    if (depth > deepest) return std::nullopt;
    if (auto name = name_in(all, english)) return name;
    if (is_number(english)) return std::string(english);
    // Before the patterns: what one says of its words must not be said of a list's first alone.
    for (const char* between : {". ", "; ", ", "})
        if (auto found = piece_by_piece(all, english, between, depth)) return found;
    const auto say_words = [&](std::string_view words, Kind kind) {
        return words_in_place(all, words, kind, depth + 1);
    };
    for (const Pattern& pattern : all.patterns)
        if (auto found = pattern.said(english, say_words)) return found;
    return std::nullopt;
}

}  // namespace

std::vector<Translation> sentences_of(Language language)
{
    return language == Language::german ? translations_in(embedded_german_clinical())
                                        : std::vector<Translation>();
}

std::string say_sentence(const std::string& english)
{
    constexpr std::size_t most_kept = 2000;  // panels say the same again in every picture
    if (spoken() == Language::english) return english;
    Sentences& all = sentences(spoken());
    if (const auto found = all.said.find(english); found != all.said.end()) return found->second;
    if (all.said.size() >= most_kept) all.said.clear();
    return all.said[english] = translated(all, english, 0).value_or(english);
}

}  // namespace shell
