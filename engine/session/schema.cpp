// SPDX-License-Identifier: MIT
#include "session/schema.h"

#include "base/embedded.h"
#include "base/error.h"
#include "session/json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <map>
#include <regex>
#include <vector>

EMBEDDED_FILE(request_schema)
EMBEDDED_FILE(session_map_schema)
EMBEDDED_FILE(command_schema)
EMBEDDED_FILE(landmarks_schema)
EMBEDDED_FILE(acknowledgement_schema)

namespace session {
namespace {

using nlohmann::json;
using Problem = std::optional<std::string>;

/// A value as the sentence quotes it: long ones are cut.
std::string quoted(const json& value)
{
    if (value.is_object()) return "an object";
    if (value.is_array()) return fmt::format("a list of {}", value.size());
    const std::string text = value.dump(-1, ' ', true);
    return text.size() <= 60 ? text : text.substr(0, 57) + "...";
}

std::string list_of(const json& values)
{
    std::vector<std::string> words;
    for (const json& value : values)
        words.push_back(quoted(value));
    return fmt::format("{}", fmt::join(words, ", "));
}

bool has_type(const json& value, const std::string& type)
{
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    base::check(type == "integer", "a type that JSON Schema knows");
    return value.is_number_integer() ||
           (value.is_number() && std::trunc(value.get<double>()) == value.get<double>());
}

/// "a number", "an object or null".
std::string words_for(const json& types)
{
    const auto word = [](const std::string& type) {
        if (type == "null") return std::string("null");
        return (type == "integer"  ? "a whole number"
                : type == "array"  ? "a list"
                : type == "object" ? "an object"
                : type == "string" ? "a text"
                                   : "a " + type);
    };
    if (types.is_string()) return word(types.get<std::string>());
    std::vector<std::string> words;
    for (const json& type : types)
        words.push_back(word(type.get<std::string>()));
    return fmt::format("{}", fmt::join(words, " or "));
}

/// Made once for each form: that takes longer than any search.
bool has_form(const std::string& text, const std::string& form)
{
    thread_local std::map<std::string, std::regex> forms;
    const auto known = forms.find(form);
    const std::regex& regex =
        known != forms.end() ? known->second : forms.emplace(form, std::regex(form)).first->second;
    return std::regex_search(text, regex);
}

std::size_t length_of(const std::string& utf8)
{
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Walks document and schema together; the first problem ends the walk.
class Walk {
public:
    explicit Walk(const json& root)
        : root_(root)
    {
    }

    Problem visit(const json& schema, const json& value, const std::string& place) const
    {
        check_keywords(schema);
        if (schema.contains("$ref"))
            if (Problem problem = visit(resolved(schema["$ref"]), value, place)) return problem;
        if (schema.contains("anyOf"))
            if (Problem problem = against_any(schema["anyOf"], value, place)) return problem;
        if (Problem problem = against_values(schema, value, place)) return problem;
        if (value.is_number())
            if (Problem problem = against_bounds(schema, value, place)) return problem;
        if (value.is_string())
            if (Problem problem = against_text(schema, value, place)) return problem;
        if (value.is_array()) return in_list(schema, value, place);
        if (value.is_object()) return in_object(schema, value, place);
        return std::nullopt;
    }

private:
    static void check_keywords(const json& schema)
    {
        static constexpr std::array known{"$schema",
                                          "$id",
                                          "$defs",
                                          "$ref",
                                          "title",
                                          "description",
                                          "type",
                                          "anyOf",
                                          "enum",
                                          "const",
                                          "minimum",
                                          "maximum",
                                          "exclusiveMinimum",
                                          "exclusiveMaximum",
                                          "pattern",
                                          "minLength",
                                          "maxLength",
                                          "items",
                                          "minItems",
                                          "maxItems",
                                          "required",
                                          "properties",
                                          "additionalProperties"};
        for (const auto& [keyword, unused] : schema.items())
            base::check(std::find(known.begin(), known.end(), keyword) != known.end(),
                        "a schema keyword that the checker knows");
    }

    const json& resolved(const json& reference) const
    {
        const auto path = reference.get<std::string>();
        base::check(path.starts_with("#/$defs/"), "a reference into the schema's own $defs");
        return root_.at("$defs").at(path.substr(8));
    }

    /// The problem of the alternative that the value was meant to be: the first whose properties of
    /// fixed values fit, or the first of all.
    Problem against_any(const json& alternatives, const json& value, const std::string& place) const
    {
        Problem meant, first;
        for (const json& alternative : alternatives) {
            const Problem problem = visit(alternative, value, place);
            if (!problem) return std::nullopt;
            if (!first) first = problem;
            if (!meant && is_meant(resolved(alternative.at("$ref")), value)) meant = problem;
        }
        return meant ? meant : first;
    }

    static bool is_meant(const json& alternative, const json& value)
    {
        if (!value.is_object()) return false;
        bool fixed = false;
        for (const auto& [field, part] : alternative.at("properties").items()) {
            if (!value.contains(field) || against_values(part, value[field], "")) continue;
            fixed = fixed || (field == "shape");
        }
        return fixed;
    }

    static std::string subject(const std::string& place)
    {
        return place.empty() ? "The document" : place;
    }

    static std::string but(const std::string& place, const json& value, const std::string& wanted)
    {
        return fmt::format("{} is {}, but it must be {}.", subject(place), quoted(value), wanted);
    }

    static Problem against_values(const json& schema, const json& value, const std::string& place)
    {
        if (const auto type = schema.find("type"); type != schema.end()) {
            const json types = type->is_array() ? *type : json::array({*type});
            const auto fits = [&](const json& t) { return has_type(value, t.get<std::string>()); };
            if (std::none_of(types.begin(), types.end(), fits))
                return but(place, value, words_for(*type));
        }
        if (const auto wanted = schema.find("const"); wanted != schema.end() && value != *wanted)
            return but(place, value, quoted(*wanted));
        if (const auto allowed = schema.find("enum"); allowed != schema.end())
            if (std::find(allowed->begin(), allowed->end(), value) == allowed->end())
                return but(place, value, "one of " + list_of(*allowed));
        return std::nullopt;
    }

    static Problem against_bounds(const json& schema, const json& value, const std::string& place)
    {
        const auto number = value.get<double>();
        const auto bound = [&](const char* keyword) {
            const auto found = schema.find(keyword);
            return found == schema.end() ? std::nullopt : std::optional(found->get<double>());
        };
        if (const auto least = bound("minimum"); least && number < *least)
            return but(place, value, fmt::format("at least {}", *least));
        if (const auto most = bound("maximum"); most && number > *most)
            return but(place, value, fmt::format("at most {}", *most));
        if (const auto limit = bound("exclusiveMinimum"); limit && number <= *limit)
            return but(place, value, fmt::format("above {}", *limit));
        if (const auto limit = bound("exclusiveMaximum"); limit && number >= *limit)
            return but(place, value, fmt::format("below {}", *limit));
        return std::nullopt;
    }

    static Problem against_text(const json& schema, const json& value, const std::string& place)
    {
        const auto& text = value.get_ref<const std::string&>();
        const std::size_t length = length_of(text);
        if (length < schema.value("minLength", std::size_t(0)))
            return but(place,
                       value,
                       fmt::format("at least {} characters long", schema["minLength"].dump()));
        if (length > schema.value("maxLength", SIZE_MAX))
            return but(place,
                       value,
                       fmt::format("at most {} characters long", schema["maxLength"].dump()));
        if (const auto pattern = schema.find("pattern"); pattern != schema.end()) {
            const auto form = pattern->get<std::string>();
            if (!has_form(text, form)) return but(place, value, "of the form " + form);
        }
        return std::nullopt;
    }

    Problem in_list(const json& schema, const json& value, const std::string& place) const
    {
        if (value.size() < schema.value("minItems", std::size_t(0)))
            return but(
                place, value, fmt::format("a list of at least {}", schema["minItems"].dump()));
        if (value.size() > schema.value("maxItems", SIZE_MAX))
            return but(
                place, value, fmt::format("a list of at most {}", schema["maxItems"].dump()));
        const auto items = schema.find("items");
        if (items == schema.end()) return std::nullopt;
        for (std::size_t i = 0; i < value.size(); ++i)
            if (Problem problem = visit(*items, value[i], fmt::format("{}[{}]", place, i)))
                return problem;
        return std::nullopt;
    }

    Problem in_object(const json& schema, const json& value, const std::string& place) const
    {
        static const json none = json::object();
        const auto found = schema.find("properties");
        const json& properties = found == schema.end() ? none : *found;
        if (const auto extra = schema.find("additionalProperties"); extra != schema.end()) {
            base::check(*extra == false, "additionalProperties is false wherever it is used");
            for (const auto& [field, unused] : value.items())
                if (!properties.contains(field))
                    return fmt::format("{} has the unknown field \"{}\"; the known fields are {}.",
                                       subject(place),
                                       field,
                                       names_in(properties));
        }
        if (const auto required = schema.find("required"); required != schema.end())
            for (const json& field : *required)
                if (!value.contains(field.get<std::string>()))
                    return fmt::format("{} lacks the field {}.", subject(place), field.dump());
        const std::string before = place.empty() ? "" : place + ".";
        for (const auto& [field, part] : properties.items())
            if (value.contains(field))
                if (Problem problem = visit(part, value[field], before + field)) return problem;
        return std::nullopt;
    }

    static std::string names_in(const json& properties)
    {
        std::vector<std::string> names;
        for (const auto& [name, unused] : properties.items())
            names.push_back(name);
        return fmt::format("{}", fmt::join(names, ", "));
    }

    const json& root_;
};

}  // namespace

Problem schema_problem(const json& schema, const json& document)
{
    return Walk(schema).visit(schema, document, "");
}

void require_schema(const json& schema, const json& document, std::string_view name)
{
    if (const Problem problem = schema_problem(schema, document))
        throw base::Error(fmt::format("{}: {}", name, *problem));
}

void require_version(std::string_view format,
                     int version,
                     const json& document,
                     std::string_view name)
{
    if (!document.is_object() || !document.contains("format") || document["format"] != format)
        throw base::Error(fmt::format("{} is not a document of format {}.", name, format));
    const json stated = document.value("version", json());
    if (stated != version)
        throw base::Error(fmt::format("{}: its version is {}, and this program reads version {}.",
                                      name,
                                      stated.dump(-1, ' ', true),
                                      version));
}

void require_part(const json& schema,
                  const std::string& part,
                  const json& document,
                  std::string_view name)
{
    if (const Problem problem = Walk(schema).visit(schema.at("$defs").at(part), document, ""))
        throw base::Error(fmt::format("{}: {}", name, *problem));
}

const json& request_schema()
{
    static const json schema = parse_json(embedded_request_schema(), "request.schema.json");
    return schema;
}

const json& session_map_schema()
{
    static const json schema = parse_json(embedded_session_map_schema(), "session-map.schema.json");
    return schema;
}

const json& command_schema()
{
    static const json schema = parse_json(embedded_command_schema(), "command.schema.json");
    return schema;
}

const json& landmarks_schema()
{
    static const json schema = parse_json(embedded_landmarks_schema(), "landmarks.schema.json");
    return schema;
}

const json& acknowledgement_schema()
{
    static const json schema =
        parse_json(embedded_acknowledgement_schema(), "acknowledgement.schema.json");
    return schema;
}

}  // namespace session
