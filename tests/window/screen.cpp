// SPDX-License-Identifier: MIT
#include "screen.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace test {

render::Picture screen_of(const std::string& display)
{
    const std::unique_ptr<::Display, int (*)(::Display*)> server(XOpenDisplay(display.c_str()),
                                                                 XCloseDisplay);
    if (!server) throw std::runtime_error("no display to look at");
    const int screen = DefaultScreen(server.get());
    const auto width = std::uint32_t(DisplayWidth(server.get(), screen));
    const auto height = std::uint32_t(DisplayHeight(server.get(), screen));
    const std::unique_ptr<XImage, int (*)(XImage*)> image(
        XGetImage(
            server.get(), DefaultRootWindow(server.get()), 0, 0, width, height, AllPlanes, ZPixmap),
        [](XImage* one) { return XDestroyImage(one); });
    if (!image) throw std::runtime_error("the display shows nothing");
    render::Picture picture{width, height, {}};
    picture.rgba.reserve(std::size_t(width) * height * 4);
    for (std::uint32_t y = 0; y < height; ++y)
        for (std::uint32_t x = 0; x < width; ++x) {
            const unsigned long pixel = XGetPixel(image.get(), int(x), int(y));
            for (const int shift : {16, 8, 0})
                picture.rgba.push_back(std::uint8_t(pixel >> shift));
            picture.rgba.push_back(255);
        }
    return picture;
}

render::Picture part_of(const render::Picture& screen, const shell::Rectangle& area)
{
    const auto left = std::uint32_t(area.corner.x), top = std::uint32_t(area.corner.y);
    render::Picture part{std::uint32_t(area.size.x), std::uint32_t(area.size.y), {}};
    for (std::uint32_t y = 0; y < part.height; ++y)
        part.rgba.insert(part.rgba.end(),
                         screen.at(left, top + y),
                         screen.at(left, top + y) + std::size_t(part.width) * 4);
    return part;
}

}  // namespace test
