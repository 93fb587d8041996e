// SPDX-License-Identifier: MIT
#include "cli/options.h"

#include <CLI/CLI.hpp>

namespace cli {

namespace fs = std::filesystem;

void Options::file(const std::string& name, fs::path& target, const std::string& help)
{
    app_.add_option(name, target, help)->required();
}

void Options::action(const std::string& name,
                     std::string& target,
                     const std::vector<std::string>& allowed,
                     const std::string& help)
{
    app_.add_option(name, target, help)->required()->check(CLI::IsMember(allowed));
}

void Options::option(const std::string& name, fs::path& target, const std::string& help)
{
    app_.add_option(name, target, help);
}

void Options::option(const std::string& name, std::string& target, const std::string& help)
{
    app_.add_option(name, target, help);
}

void Options::option(const std::string& name,
                     std::optional<std::string>& target,
                     const std::string& help)
{
    app_.add_option(name, target, help);
}

void Options::option(const std::string& name,
                     std::optional<fs::path>& target,
                     const std::string& help)
{
    app_.add_option(name, target, help);
}

void Options::option(const std::string& name, double& target, const std::string& help)
{
    app_.add_option(name, target, help)->capture_default_str();
}

void Options::required(const std::string& name, fs::path& target, const std::string& help)
{
    app_.add_option(name, target, help)->required();
}

void Options::required(const std::string& name, std::string& target, const std::string& help)
{
    app_.add_option(name, target, help)->required();
}

void Options::choice(const std::string& name,
                     std::string& target,
                     const std::vector<std::string>& allowed,
                     const std::string& help)
{
    app_.add_option(name, target, help)->check(CLI::IsMember(allowed))->capture_default_str();
}

void Options::flag(const std::string& name, bool& target, const std::string& help)
{
    app_.add_flag(name, target, help);
}

}  // namespace cli
