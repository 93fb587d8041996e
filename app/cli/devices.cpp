// SPDX-License-Identifier: MIT
// mesomap devices: which graphics devices there are, which one is used, and what memory it has.
#include "cli/options.h"
#include "gpu/device.h"
#include "gpu/device_list.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace cli {
namespace {

/// Which is used: the first that can be.
std::string name_in_use(const std::vector<gpu::DeviceFacts>& devices)
{
    const gpu::DeviceSettings settings = gpu::settings_from_environment();
    for (const gpu::DeviceFacts& device : devices)
        if (device.lacks.empty() && device.name.find(settings.name_part) != std::string::npos)
            return device.name;
    return {};
}

void print_text(const std::vector<gpu::DeviceFacts>& devices)
{
    const std::string in_use = name_in_use(devices);
    if (devices.empty()) fmt::print("No Vulkan device was found.\n");
    for (const gpu::DeviceFacts& device : devices) {
        const std::string use = !device.lacks.empty()   ? "cannot be used: it lacks " + device.lacks
                                : device.name == in_use ? "in use"
                                                        : "could be used: MESOMAP_DEVICE names it";
        fmt::print("{}, {}\n", device.name, use);
        fmt::print("    {:<16}{}\n", "kind", device.kind);
        fmt::print("    {:<16}{:.0f} MiB, of which this program may use {:.0f} MiB now{}\n",
                   "memory",
                   gpu::mebibytes(device.memory.size),
                   gpu::mebibytes(device.memory.budget),
                   device.tells_budget ? "" : " (the driver does not tell)");
        fmt::print("    {:<16}{:.0f} MiB\n",
                   "largest binding",
                   gpu::mebibytes(device.storage_range_bytes));
    }
}

void print_json(const std::vector<gpu::DeviceFacts>& devices)
{
    const std::string in_use = name_in_use(devices);
    auto all = nlohmann::ordered_json::array();
    for (const gpu::DeviceFacts& device : devices)
        all.push_back({{"name", device.name},
                       {"kind", device.kind},
                       {"in_use", device.name == in_use},
                       {"lacks", device.lacks},
                       {"memory_bytes", device.memory.size},
                       {"budget_bytes", device.memory.budget},
                       {"driver_tells_budget", device.tells_budget},
                       {"storage_range_bytes", device.storage_range_bytes}});
    fmt::print("{}\n", nlohmann::ordered_json{{"devices", all}}.dump(2));
}

}  // namespace

Subcommand devices_command()
{
    return {"devices",
            "Say which graphics devices there are, and what memory they have.",
            [](Options& options) {
                const auto json = std::make_shared<bool>(false);
                options.flag("--json", *json, "Print the facts as JSON");
                return [json] {
                    const auto devices = gpu::devices_of_this_machine();
                    *json ? print_json(devices) : print_text(devices);
                    return 0;
                };
            }};
}

}  // namespace cli
