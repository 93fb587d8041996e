// SPDX-License-Identifier: MIT
#include "our_sampler.h"

#include "base/error.h"
#include "base/file.h"
#include "compute/gpu_sampler.h"
#include "sampling/cpu_sampler.h"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <limits>
#include <optional>

namespace bench {
namespace {

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

/// The sampler and what it needs to live.
class Chosen {
public:
    explicit Chosen(const RunSettings& settings)
    {
        if (settings.processor == Processor::cpu) {
            cpu_.emplace(settings.threads);
            return;
        }
        device_.emplace();
        gpu_.emplace(*device_);
    }

    sampling::Sampler& sampler()
    {
        if (gpu_) return *gpu_;
        return *cpu_;
    }

    std::string device() const
    {
        if (!gpu_) return "";
        return gpu_->fell_back() ? "the processor, since the GPU gave up" : device_->name();
    }

private:
    std::optional<sampling::CpuSampler> cpu_;
    std::optional<gpu::Device> device_;
    std::optional<compute::GpuSampler> gpu_;
};

// ---- The clock and the scales ----

double wall_clock_s()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double cpu_clock_s()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

/// A line of /proc/self/status in bytes: VmRSS, the memory in use, or VmHWM, the most so far.
std::size_t memory_bytes(const std::string& name)
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == name + ":") {
            std::size_t kibibytes = 0;
            status >> kibibytes;
            return kibibytes * 1024;
        }
    throw base::Error("This system does not tell how much memory a program uses.");
}

/// Gives back what is free, and lets VmHWM start again from here.
std::size_t memory_before()
{
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
    return memory_bytes("VmRSS");
}

}  // namespace

Run run_our_sampler(const geometry::Mesh& mesh, const RunSettings& settings)
{
    const geometry::Surface surface = geometry::build_surface(mesh);
    const zones::ZoneField field = everything(surface);
    Chosen chosen(settings);
    Run run;

    const std::size_t unprepared = memory_before();
    const double begin = wall_clock_s();
    const sampling::Skin skin(mesh, surface);
    run.prepare_s = wall_clock_s() - begin;
    run.prepared_bytes = memory_before() - unprepared;

    const sampling::SampleRequest request{&skin, {{&field, settings.spacing_mm}}, 1};
    run.wall_s = run.cpu_s = std::numeric_limits<double>::infinity();
    sampling::SampleSet samples;
    for (int round = 0; round < settings.rounds; ++round) {
        samples = {};
        const std::size_t memory = memory_before();
        const double wall = wall_clock_s(), cpu = cpu_clock_s();
        samples = chosen.sampler().sample(request, {});
        run.wall_s = std::min(run.wall_s, wall_clock_s() - wall);
        run.cpu_s = std::min(run.cpu_s, cpu_clock_s() - cpu);
        run.memory_bytes = std::max(run.memory_bytes, memory_bytes("VmHWM") - memory);
    }
    run.device = chosen.device();
    for (const sampling::SampledPoint& point : samples.points)
        run.points.push_back(geometry::position(mesh, point.place()));
    return run;
}

}  // namespace bench
