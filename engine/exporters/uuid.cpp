// SPDX-License-Identifier: MIT
#include "exporters/uuid.h"

#include "base/hash.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace exporters {
namespace {

/// 32 hexadecimal digits with version and variant in their places.
std::string digits_of(const std::string& name)
{
    std::string hex = base::sha256_hex(name).substr(0, 32);
    hex[12] = '8';
    hex[16] = "89ab"[(hex[16] >= 'a' ? hex[16] - 'a' + 10 : hex[16] - '0') % 4];
    return hex;
}

}  // namespace

std::string uuid_of(const std::string& name)
{
    const std::string hex = digits_of(name);
    const std::string_view all = hex;
    return fmt::format("{}-{}-{}-{}-{}",
                       all.substr(0, 8),
                       all.substr(8, 4),
                       all.substr(12, 4),
                       all.substr(16, 4),
                       all.substr(20));
}

std::string uid_of(const std::string& name)
{
    std::string decimal;  // the last digit first
    for (const char c : digits_of(name)) {
        int carry = c >= 'a' ? c - 'a' + 10 : c - '0';
        for (char& digit : decimal) {
            carry += (digit - '0') * 16;
            digit = char('0' + carry % 10);
            carry /= 10;
        }
        for (; carry > 0; carry /= 10)
            decimal += char('0' + carry % 10);
    }
    std::ranges::reverse(decimal);
    return "2.25." + decimal;
}

}  // namespace exporters
