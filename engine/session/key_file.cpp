// SPDX-License-Identifier: MIT
#include "session/key_file.h"

#include "base/error.h"
#include "session/json.h"
#include "session/schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace session {
namespace {

using nlohmann::json;

constexpr std::string_view secret_format = "mesomap.secret-key",
                           public_format = "mesomap.public-key";

std::string digits_in(const json& document, const char* field, std::string_view name)
{
    const json value = document.value(field, json());
    if (value.is_string())
        if (const auto digits = value.get<std::string>();
            digits.size() == 64 && digits.find_first_not_of("0123456789abcdef") == digits.npos)
            return digits;
    throw base::Error(fmt::format("{}: its \"{}\" is not 64 hexadecimal digits.", name, field));
}

}  // namespace

std::string secret_key_text(const SigningKey& key)
{
    return fmt::format(
        "{{\n\"format\": \"{}\",\n\"version\": 1,\n\"note\": \"Whoever has this file "
        "can approve maps in your name: keep it, copy it to a safe place, give it "
        "to nobody.\",\n\"secret_key\": \"{}\",\n\"public_key\": \"{}\"\n}}\n",
        secret_format,
        key.seed,
        key.public_key);
}

std::string public_key_text(const SigningKey& key)
{
    return fmt::format("{{\n\"format\": \"{}\",\n\"version\": 1,\n\"public_key\": \"{}\"\n}}\n",
                       public_format,
                       key.public_key);
}

SigningKey secret_key_in(std::string_view text, std::string_view name)
{
    const json document = parse_json(text, name);
    require_version(secret_format, 1, document, name);
    SigningKey key = signing_key_of(digits_in(document, "secret_key", name));
    if (digits_in(document, "public_key", name) != key.public_key)
        throw base::Error(fmt::format("{}: its two keys do not belong together.", name));
    return key;
}

std::string public_key_in(std::string_view text, std::string_view name)
{
    const json document = parse_json(text, name);
    require_version(public_format, 1, document, name);
    return digits_in(document, "public_key", name);
}

}  // namespace session
