// SPDX-License-Identifier: MIT
#include "minimise.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <memory>
#include <span>
#include <stdexcept>

namespace test {
namespace {

/// The one that was named by the program.
::Window named_window(::Display* server)
{
    ::Window root = 0, parent = 0, *all = nullptr, found = 0;
    unsigned count = 0;
    XQueryTree(server, DefaultRootWindow(server), &root, &parent, &all, &count);
    for (const ::Window one : std::span(all, count)) {
        char* name = nullptr;
        if (XFetchName(server, one, &name) && name) found = one;
        XFree(name);
    }
    XFree(all);
    if (!found) throw std::runtime_error("no window to put away");
    return found;
}

void put_into(const Display& display, long state)
{
    const std::unique_ptr<::Display, int (*)(::Display*)> server(
        XOpenDisplay(display.name().c_str()), XCloseDisplay);
    if (!server) throw std::runtime_error("no display");
    const ::Window window = named_window(server.get());
    if (state == IconicState)
        XUnmapWindow(server.get(), window);
    else
        XMapWindow(server.get(), window);
    const Atom wm_state = XInternAtom(server.get(), "WM_STATE", False);
    const long value[] = {state, None};
    XChangeProperty(server.get(),
                    window,
                    wm_state,
                    wm_state,
                    32,
                    PropModeReplace,
                    reinterpret_cast<const unsigned char*>(value),
                    2);
    XSync(server.get(), False);
}

}  // namespace

void minimise(const Display& display)
{
    put_into(display, IconicState);
}

void restore(const Display& display)
{
    put_into(display, NormalState);
}

}  // namespace test
