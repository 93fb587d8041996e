// SPDX-License-Identifier: MIT
// The samplers side by side in one run, alternating, so that figures compare even on a busy
// machine.
//
//     sampler_benchmark SCAN...
//
// Each scan is sampled whole. Times are the least of the rounds, with scan preparation; ratios are
// to the processor with one thread.
#include "anatomy/scale.h"
#include "base/error.h"
#include "compute/gpu_sampler.h"
#include "geometry/import.h"
#include "sampling/cpu_sampler.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <optional>

namespace {

constexpr int rounds = 5;

struct Contender {
    std::string name;
    sampling::Sampler* sampler;
    double least_ms = std::numeric_limits<double>::infinity();
    std::size_t points = 0;
};

double milliseconds(const std::function<void()>& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
}

zones::ZoneField everything(const geometry::Surface& surface)
{
    zones::ZoneField field(surface.mesh.positions.size());
    zones::FieldChange change;
    for (std::size_t v = 0; v < surface.mesh.positions.size(); ++v)
        change.vertices.emplace_back(v);
    change.before.assign(change.vertices.size(), -zones::ZoneField::steps_per_mm);
    field.revert(change);
    return field;
}

void compare(const char* file, double spacing_mm, std::vector<Contender> contenders)
{
    const geometry::Scan scan = anatomy::in_millimetres(geometry::import_mesh(file), std::nullopt);
    const geometry::Surface surface = geometry::build_surface(scan.mesh);
    const zones::ZoneField field = everything(surface);
    const sampling::SampleRequest request{&scan.mesh, &surface, {{&field, spacing_mm}}, 1};
    for (int round = 0; round < rounds; ++round)
        for (Contender& c : contenders) {
            const double ms =
                milliseconds([&] { c.points = c.sampler->sample(request, {}).points.size(); });
            c.least_ms = std::min(c.least_ms, ms);
        }
    for (const Contender& c : contenders)
        fmt::print("{:<28} {:>8} {:>6.1f} {:<22} {:>8} {:>9.1f} {:>10.0f} {:>6.2f}\n",
                   std::string(file).substr(std::string(file).rfind('/') + 1),
                   scan.mesh.triangles.size(),
                   spacing_mm,
                   c.name,
                   c.points,
                   c.least_ms,
                   double(c.points) / c.least_ms * 1000,
                   contenders.front().least_ms / c.least_ms);
}

int measure(int argc, char** argv)
{
    sampling::CpuSampler one(1), two(2);
    std::vector<Contender> contenders{{"processor, 1 thread", &one},
                                      {"processor, 2 threads", &two}};
    std::optional<gpu::Device> device;
    std::optional<compute::GpuSampler> gpu_sampler;
    try {
        device.emplace();
        gpu_sampler.emplace(*device);
        contenders.push_back({"GPU: " + device->name().substr(0, 17), &*gpu_sampler});
    } catch (const base::Error& problem) {
        fmt::print("No GPU column: {}\n", problem.what());
    }
    fmt::print("{:<28} {:>8} {:>6} {:<22} {:>8} {:>9} {:>10} {:>6}\n",
               "scan",
               "tris",
               "mm",
               "sampler",
               "points",
               "ms",
               "points/s",
               "ratio");
    for (int i = 1; i < argc; ++i)
        for (const double spacing_mm : {10.0, 5.0, 2.0})
            compare(argv[i], spacing_mm, contenders);
    return 0;
}

}  // namespace

int main(int argc, char** argv)
{
    if (geometry::is_import_child(argc, argv)) return geometry::run_import_child(argc, argv);
    try {
        return measure(argc, argv);
    } catch (const std::exception& problem) {
        fmt::print(stderr, "sampler_benchmark: {}\n", problem.what());
        return 1;
    }
}
