// SPDX-License-Identifier: MIT
// How a subcommand declares what it accepts. A narrow door to CLI11, which only options.cpp
// includes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): the library's
class App;
}

namespace cli {

class Options {
public:
    explicit Options(CLI::App& app)
        : app_(app)
    {
    }

    // Positional arguments, all required.
    void file(const std::string& name, std::filesystem::path& target, const std::string& help);

    void action(const std::string& name,
                std::string& target,
                const std::vector<std::string>& allowed,
                const std::string& help);

    // Named options: `name` is "--out" or "-o,--out".
    void option(const std::string& name, std::filesystem::path& target, const std::string& help);
    void option(const std::string& name, std::string& target, const std::string& help);
    void
    option(const std::string& name, std::optional<std::string>& target, const std::string& help);
    void option(const std::string& name,
                std::optional<std::filesystem::path>& target,
                const std::string& help);
    void option(const std::string& name, double& target, const std::string& help);
    void required(const std::string& name, std::filesystem::path& target, const std::string& help);
    void required(const std::string& name, std::string& target, const std::string& help);
    void choice(const std::string& name,
                std::string& target,
                const std::vector<std::string>& allowed,
                const std::string& help);
    void flag(const std::string& name, bool& target, const std::string& help);

private:
    CLI::App& app_;
};

/// One subcommand: what it is called, what it accepts, and the work. `declare` binds options to
/// variables that the returned function uses; that function gives the exit code and throws
/// base::Error.
struct Subcommand {
    std::string name;
    std::string help;
    std::function<std::function<int()>(Options&)> declare;
};

// One per file in this folder.
Subcommand inspect_command();
Subcommand plan_command();
Subcommand verify_command();
Subcommand key_command();
Subcommand approve_command();
Subcommand audit_command();
Subcommand case_command();
Subcommand acknowledge_command();
Subcommand export_command();
Subcommand dry_run_command();
Subcommand render_command();
Subcommand run_command();
Subcommand series_command();
Subcommand clinic_command();
Subcommand window_command();
Subcommand devices_command();

}  // namespace cli
