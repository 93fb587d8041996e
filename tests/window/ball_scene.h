// SPDX-License-Identifier: MIT
// The window's scene at rest, on a ball of skin. No display is needed.
#pragma once

#include "sampling/cpu_sampler.h"
#include "shapes.h"
#include "shell/scene_view.h"

#include <memory>
#include <vector>

namespace test {

struct BallScene {
    static constexpr gpu::Extent size{640, 480};

    gpu::Device device;
    sampling::CpuSampler sampler;
    session::Workspace workspace;
    shell::SceneView view{device, workspace, {render::skin_of(workspace.scan().mesh), {}}};
    render::Camera camera = seen_from(render::View::front);

    /// A ball of 20 * 4^fineness triangles.
    explicit BallScene(int fineness,
                       gpu::DeviceSettings settings = gpu::settings_from_environment())
        : device(settings)
        , workspace(sampler, ball(fineness))
    {
    }

    static std::shared_ptr<const geometry::Scan> ball(int fineness)
    {
        geometry::Scan scan;
        scan.mesh = sphere(80, fineness);
        return std::make_shared<const geometry::Scan>(std::move(scan));
    }

    render::Camera seen_from(render::View from) const
    {
        const auto& all = workspace.scan().mesh.positions;
        return render::framed(from, all, all, {20, 20, 600, 440});
    }

    /// All of what is shown, once it is drawn.
    std::vector<std::uint8_t> picture()
    {
        view.picture(camera, size);
        while (view.goes_on_in_s())
            if (view.go_on()) view.picture(camera, size);
        const gpu::Image& image = view.picture(camera, size);
        const gpu::Buffer fetched(device,
                                  {.name = "picture",
                                   .bytes = std::size_t(size.width) * size.height * 4,
                                   .home = gpu::Home::host,
                                   .use = 0});
        gpu::Commands commands(device);
        commands.copy(image, fetched);
        commands.submit_and_wait();
        return gpu::read<std::uint8_t>(device, fetched);
    }
};

}  // namespace test
