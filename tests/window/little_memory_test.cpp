// SPDX-License-Identifier: MIT
// The window's scene on a device that has too little memory for it. No display is needed.
#include "sampling/cpu_sampler.h"
#include "shapes.h"
#include "shell/scene_view.h"

#include <gtest/gtest.h>

namespace {

constexpr gpu::Extent size{640, 480};

std::shared_ptr<const geometry::Scan> ball()
{
    geometry::Scan scan;
    scan.mesh = test::sphere(80, 4);
    return std::make_shared<const geometry::Scan>(std::move(scan));
}

/// The window's scene at rest.
struct Scene {
    gpu::Device device;
    sampling::CpuSampler sampler;
    session::Workspace workspace{sampler, ball()};
    shell::SceneView view{device, workspace, {render::skin_of(workspace.scan().mesh), {}}};
    render::Camera camera = render::framed(render::View::front,
                                           workspace.scan().mesh.positions,
                                           workspace.scan().mesh.positions,
                                           {20, 20, 600, 440});

    explicit Scene(std::size_t mebibytes)
        : device(gpu::DeviceSettings{.most_memory_bytes = mebibytes << 20})
    {
    }

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

/// In the middle of the picture there is skin, at its corner the wall.
void expect_skin_before_a_wall(const std::vector<std::uint8_t>& rgba)
{
    const std::uint8_t* middle = &rgba[(size.height / 2 * size.width + size.width / 2) * 4];
    EXPECT_GT(middle[0], middle[2] + 30);
    EXPECT_LT(std::abs(rgba[0] - rgba[2]), 20);
    EXPECT_GT(rgba[0], 100);
}

TEST(LittleMemory, IsEnoughForAPictureAndASentence)
{
    Scene roomy(200);
    const std::vector<std::uint8_t> full = roomy.picture();
    EXPECT_EQ(roomy.view.remark(), "");
    expect_skin_before_a_wall(full);

    Scene narrow(18);  // the skin alone fits, not another picture with the zones and points
    const std::vector<std::uint8_t> less = narrow.picture();
    EXPECT_EQ(narrow.view.remark(),
              "The graphics device has no memory left for the full picture; points and zones lie "
              "as they are shown.");
    expect_skin_before_a_wall(less);
    EXPECT_FALSE(narrow.view.goes_on_in_s());
}

}  // namespace
