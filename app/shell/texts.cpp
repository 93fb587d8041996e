// SPDX-License-Identifier: MIT
#include "shell/texts.h"

#include "base/embedded.h"
#include "base/error.h"

#include <cstdlib>
#include <map>

EMBEDDED_FILE(german_texts)

namespace shell {
namespace {

constexpr std::string_view indent = "    ";

struct Speech {
    Language language = Language::english;
    // With their ends, so that ImGui can take them; nodes of a map stay where they are.
    std::map<std::string, std::string, std::less<>> texts;
};

Speech& speech()
{
    static Speech spoken;
    return spoken;
}

std::string_view file_of(Language language)
{
    return language == Language::german ? embedded_german_texts() : std::string_view();
}

}  // namespace

const char* name_of(Language language)
{
    return language == Language::german ? "Deutsch" : "English";
}

std::string_view code_of(Language language)
{
    return language == Language::german ? "de" : "en";
}

Language language_of_environment()
{
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(variable);
        if (!value || !*value) continue;
        for (const Language language : all_languages)
            if (std::string_view(value).starts_with(code_of(language))) return language;
        break;
    }
    return Language::english;
}

std::vector<Translation> translations_in(std::string_view catalogue)
{
    std::vector<Translation> all;
    std::string_view rest = catalogue;
    bool waits = false;  // for the other language's line
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        if (line.empty() || line.starts_with('#')) continue;
        const bool is_other = line.starts_with(indent);
        if (is_other != waits)
            throw base::Error(fmt::format("A catalogue has a text without its partner: {}.", line));
        if (is_other)
            all.back().other = line.substr(indent.size());
        else
            all.push_back({line, {}});
        waits = !is_other;
    }
    return all;
}

std::vector<Translation> catalogue_of(Language language)
{
    return translations_in(file_of(language));
}

void speak(Language language)
{
    if (speech().language == language) return;
    speech().language = language;
    for (const Translation& one : catalogue_of(language))
        speech().texts[std::string(one.english)] = std::string(one.other);
}

Language spoken()
{
    return speech().language;
}

const char* say(const char* english)
{
    if (speech().language == Language::english) return english;
    const auto found = speech().texts.find(std::string_view(english));
    return found == speech().texts.end() ? english : found->second.c_str();
}

}  // namespace shell
