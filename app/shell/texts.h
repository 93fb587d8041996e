// SPDX-License-Identifier: MIT
// The words on screen. The code speaks English; a catalogue (assets/texts) has each of its texts in
// another language. A test reads the sources and finds every text that the catalogue lacks.
//
//     ImGui::Button(say("Add zone"));
//     quiet_text(form, say("{} points", count));
#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace shell {

enum class Language { english, german };

inline constexpr std::array all_languages{Language::english, Language::german};

/// "English", "Deutsch": as those who speak it call it.
const char* name_of(Language language);
/// "en", "de".
std::string_view code_of(Language language);

/// The language that the environment asks for (LC_ALL, LC_MESSAGES, LANG), else English.
Language language_of_environment();

/// From now on say() speaks it. Of the whole program, as its one window is; only the window's
/// thread may call this and say().
void speak(Language language);
Language spoken();

/// The text in the spoken language; itself where the catalogue lacks it. It stays for good.
const char* say(const char* english);

/// A name of the clinical tables, likewise.
inline const char* say_name(const std::string& english)
{
    return say(english.c_str());
}

/// With numbers and names in the places of {}.
template <typename First, typename... More>
std::string say(const char* english, const First& first, const More&... more)
{
    return fmt::format(fmt::runtime(say(english)), first, more...);
}

/// Marks a text in a table that say() is given later.
constexpr const char* to_say(const char* english)
{
    return english;
}

struct Translation {
    std::string_view english;
    std::string_view other;
};
/// The pairs of a catalogue: a line in English, then an indented one in the other language. Throws
/// base::Error for a line out of place.
std::vector<Translation> translations_in(std::string_view catalogue);
std::vector<Translation> catalogue_of(Language language);

}  // namespace shell
