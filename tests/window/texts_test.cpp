// SPDX-License-Identifier: MIT
// The words on screen, in each language. The sources say which texts there are.
#include "base/file.h"
#include "clinic/depth.h"
#include "clinic/techniques.h"
#include "scans.h"
#include "shell/texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string without_escapes(const std::string& literal)
{
    std::string text;
    for (std::size_t i = 0; i < literal.size(); ++i) {
        if (literal[i] == '\\' && ++i < literal.size())
            text += literal[i] == 'n' ? '\n' : literal[i];
        else
            text += literal[i];
    }
    return text;
}

/// The names of the clinical tables that the window says.
void add_names(std::map<std::string, std::string>& texts)
{
    for (const clinic::Technique& one : clinic::techniques())
        texts[one.name.value] = texts[one.target_layer.value] = "techniques.csv";
    for (const clinic::TargetLayer& one : clinic::target_layers())
        texts[one.name] = "layers.csv";
}

/// Every text that say() or to_say() is given in the sources of the window.
std::map<std::string, std::string> texts_in_sources()
{
    // One or more literals in a row, as the compiler joins them.
    static const std::regex call(R"re(\b(?:to_)?say\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re");
    static const std::regex literal(R"re("((?:[^"\\]|\\.)*)")re");
    std::map<std::string, std::string> texts;  // with the file, to be found
    add_names(texts);
    std::vector<fs::path> files;
    for (const char* folder : {"panels", "shell", "tools", "cli"})
        for (const auto& entry : fs::directory_iterator(test::source_folder() / "app" / folder))
            // The comment of one shows examples; in the other say() speaks on the terminal.
            if (entry.path().filename() != "texts.h" && entry.path().filename() != "program.cpp")
                files.push_back(entry.path());
    for (const fs::path& file : files) {
        const std::string text = base::read_file(file);
        for (std::sregex_iterator one(text.begin(), text.end(), call), end; one != end; ++one) {
            const std::string literals = (*one)[1];
            std::string joined;
            for (std::sregex_iterator part(literals.begin(), literals.end(), literal); part != end;
                 ++part)
                joined += without_escapes((*part)[1]);
            texts[joined] = file.filename().string();
        }
    }
    return texts;
}

std::size_t places_in(std::string_view text)
{
    return std::size_t(std::ranges::count(text, '{'));
}

TEST(Texts, OfTheSourcesStandInEveryCatalogue)
{
    const auto texts = texts_in_sources();
    EXPECT_GT(texts.size(), 5u);
    std::set<std::string> known;
    for (const auto& one : shell::catalogue_of(shell::Language::german))
        known.emplace(one.english);
    for (const auto& [text, file] : texts)
        EXPECT_TRUE(known.contains(text)) << file << " says: " << text;
}

TEST(Texts, OfTheCatalogueAreStillSaidSomewhere)
{
    const auto texts = texts_in_sources();
    for (const auto& one : shell::catalogue_of(shell::Language::german))
        EXPECT_TRUE(texts.contains(std::string(one.english))) << one.english;
}

TEST(Texts, InTheOtherLanguageHaveTheSamePlacesForNumbers)
{
    for (const auto& one : shell::catalogue_of(shell::Language::german)) {
        EXPECT_EQ(places_in(one.english), places_in(one.other)) << one.english;
        EXPECT_FALSE(one.other.empty()) << one.english;
    }
}

TEST(Texts, AreSaidInTheSpokenLanguage)
{
    shell::speak(shell::Language::german);
    EXPECT_STREQ(shell::say("Front"), "Vorn");
    EXPECT_STREQ(shell::say("never translated"), "never translated");
    shell::speak(shell::Language::english);
    EXPECT_STREQ(shell::say("Front"), "Front");
}

}  // namespace
