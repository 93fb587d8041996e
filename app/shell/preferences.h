// SPDX-License-Identifier: MIT
// What the user chose for all cases: how the window looks and listens, and which files were open
// lately. One JSON file in the user's configuration folder (XDG_CONFIG_HOME, else ~/.config); it
// holds no patient's data but the paths of files.
#pragma once

#include "shell/texts.h"
#include "tools/navigation.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace shell {

enum class Look { dark, light, high_contrast };

inline constexpr std::array all_looks{Look::dark, Look::light, Look::high_contrast};

std::string_view name_of(Look look);

inline constexpr float least_ui_scale = 0.75f, most_ui_scale = 3;

struct Preferences {
    Look look = Look::dark;
    Language language = Language::english;
    tools::Habit habit = tools::Habit::mesomap;
    float ui_scale = 1;       // beside the screen's own
    bool numbers = true;      // beside points
    bool depth = true;        // below the point under the mouse
    bool structures = false;  // that the landmarks place, on the skin
    int lock_after_min = 10;  // without mouse or key, a case with a passphrase; 0: never
    std::vector<std::filesystem::path> recent = {};  // the latest first, absolute
    std::filesystem::path folder = {};               // where the last file was opened

    /// Puts a file in front of the recent ones, of which a few are kept.
    void was_opened(const std::filesystem::path& file);
    bool operator==(const Preferences&) const = default;
};

/// The next larger (+1) or smaller (-1) of the sizes between 75 % and 300 %.
float ui_scale_beside(float now, int step);

std::filesystem::path preferences_file();

/// What the text says; what it does not say, or says wrongly, is as at first.
Preferences preferences_in(std::string_view text);
std::string text_of(const Preferences& preferences);

/// Of a file; as at first where there is none.
Preferences load_preferences(const std::filesystem::path& file);
/// Throws base::Error.
void save_preferences(const Preferences& preferences, const std::filesystem::path& file);

}  // namespace shell
