// SPDX-License-Identifier: MIT
#include "shell/preferences.h"

#include "base/error.h"
#include "base/file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace shell {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t most_recent = 8;
constexpr int most_lock_after_min = 240;
constexpr std::array ui_scales{0.75f, 0.9f, 1.0f, 1.1f, 1.25f, 1.5f, 1.75f, 2.0f, 2.5f, 3.0f};

std::string text_in(const json& file, const char* name)
{
    const auto found = file.find(name);
    return found != file.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flag_in(const json& file, const char* name, bool usual)
{
    const auto found = file.find(name);
    return found != file.end() && found->is_boolean() ? found->get<bool>() : usual;
}

/// The one of `all` that has this name, else `usual`.
template <typename All, typename Name>
auto named(const All& all,
           const std::string& text,
           const Name& name,
           typename All::value_type usual)
{
    for (const auto one : all)
        if (name(one) == text) return one;
    return usual;
}

}  // namespace

std::string_view name_of(Look look)
{
    switch (look) {
    case Look::dark:
        return "dark";
    case Look::light:
        return "light";
    case Look::high_contrast:
        return "high-contrast";
    }
    return {};
}

void Preferences::was_opened(const fs::path& file)
{
    const fs::path whole = fs::absolute(file).lexically_normal();
    std::erase(recent, whole);
    recent.insert(recent.begin(), whole);
    if (recent.size() > most_recent) recent.resize(most_recent);
    folder = whole.parent_path();
}

float ui_scale_beside(float now, int step)
{
    const auto nearest =
        std::ranges::min_element(ui_scales, {}, [now](float one) { return std::abs(one - now); });
    const auto at = std::clamp<std::ptrdiff_t>(
        nearest - ui_scales.begin() + step, 0, std::ptrdiff_t(ui_scales.size()) - 1);
    return ui_scales[std::size_t(at)];
}

fs::path preferences_file()
{
    const char* base = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    // The freedesktop rule: a path that is not absolute is no answer.
    const fs::path folder = base && fs::path(base).is_absolute() ? fs::path(base)
                            : home                               ? fs::path(home) / ".config"
                                                                 : fs::temp_directory_path();
    return folder / "mesomap" / "preferences.json";
}

Preferences preferences_in(std::string_view text)
{
    Preferences read;
    read.language = language_of_environment();
    const json file = json::parse(text, nullptr, false);
    if (!file.is_object()) return read;
    read.look = named(
        all_looks, text_in(file, "look"), [](Look one) { return name_of(one); }, read.look);
    read.language = named(all_languages, text_in(file, "language"), code_of, read.language);
    read.habit = named(
        tools::all_habits,
        text_in(file, "navigation"),
        [](tools::Habit one) { return tools::name_of(one); },
        read.habit);
    if (const auto scale = file.find("ui_scale"); scale != file.end() && scale->is_number())
        read.ui_scale = std::clamp(scale->get<float>(), least_ui_scale, most_ui_scale);
    read.numbers = flag_in(file, "numbers", read.numbers);
    read.depth = flag_in(file, "depth", read.depth);
    read.structures = flag_in(file, "structures", read.structures);
    if (const auto limit = file.find("lock_after_min");
        limit != file.end() && limit->is_number_integer())
        read.lock_after_min = std::clamp(limit->get<int>(), 0, most_lock_after_min);
    if (const auto recent = file.find("recent"); recent != file.end() && recent->is_array())
        for (const json& one : *recent)
            if (one.is_string() && read.recent.size() < most_recent)
                read.recent.emplace_back(one.get<std::string>());
    read.folder = text_in(file, "folder");
    return read;
}

Preferences load_preferences(const fs::path& path)
{
    try {
        return preferences_in(base::read_file(path, 1 << 20));
    } catch (const base::Error&) {
        return preferences_in({});
    }
}

std::string text_of(const Preferences& preferences)
{
    json file = {{"look", name_of(preferences.look)},
                 {"language", code_of(preferences.language)},
                 {"navigation", tools::name_of(preferences.habit)},
                 {"ui_scale", preferences.ui_scale},
                 {"numbers", preferences.numbers},
                 {"depth", preferences.depth},
                 {"structures", preferences.structures},
                 {"lock_after_min", preferences.lock_after_min},
                 {"recent", json::array()},
                 {"folder", preferences.folder.string()}};
    for (const fs::path& one : preferences.recent)
        file["recent"].push_back(one.string());
    return file.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

void save_preferences(const Preferences& preferences, const fs::path& path)
{
    std::error_code refused;
    fs::create_directories(path.parent_path(), refused);
    base::write_file(path, text_of(preferences));
}

}  // namespace shell
