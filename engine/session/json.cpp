// SPDX-License-Identifier: MIT
#include "session/json.h"

#include "base/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace session {
namespace {

using nlohmann::json;

/// "line 3, column 7" of a byte that is counted from 1.
std::string place_of(std::size_t byte, std::string_view text)
{
    const std::string_view before = text.substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    return fmt::format("line {}, column {}", line, before.size() - line_start + 1);
}

/// True for what would steer a terminal or break a line of a table: U+0000 to U+001F and U+007F to
/// U+009F.
bool has_control_character(std::string_view utf8)
{
    const auto next_is_c1 = [&](std::size_t i) {
        return i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) < 0xA0;
    };
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        if (c < 0x20 || c == 0x7F || (c == 0xC2 && next_is_c1(i))) return true;
    }
    return false;
}

/// Listens while parsing, and remembers the fields of the objects that are open. Most readers keep
/// the last of two fields of the same name without a word; a request that says two things is not
/// understood. Texts go to screens, terminals, tables and devices as they are: they are one line.
class Watch {
public:
    explicit Watch(std::string_view name)
        : name_(name)
    {
    }
    bool operator()(int, json::parse_event_t event, json& parsed)
    {
        if (event == json::parse_event_t::object_start) open_.emplace_back();
        if (event == json::parse_event_t::object_end) open_.pop_back();
        if (parsed.is_string() && has_control_character(parsed.get_ref<const std::string&>()))
            throw base::Error(fmt::format("{} has a control character in a text.", name_));
        if (event == json::parse_event_t::key) {
            const auto& field = parsed.get_ref<const std::string&>();
            if (!open_.back().insert(field).second)
                throw base::Error(
                    fmt::format("{} has the field \"{}\" twice in one object.", name_, field));
        }
        return true;
    }

private:
    std::string_view name_;
    std::vector<std::set<std::string>> open_;
};

}  // namespace

json parse_json(std::string_view text, std::string_view name)
{
    Watch watch(name);
    try {
        return json::parse(text.begin(), text.end(), std::ref(watch));
    } catch (const json::parse_error& problem) {
        throw base::Error(
            fmt::format("{} is not valid JSON at {}.", name, place_of(problem.byte, text)));
    } catch (const json::exception&) {
        throw base::Error(fmt::format("{} has a number that is out of range.", name));
    }
}

}  // namespace session
