// SPDX-License-Identifier: MIT
// freedesktop.org/wiki/Specifications/XDND: enter, position, drop; then the target asks for the
// selection and says that it is finished.
#include "drop.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <poll.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>

namespace test {
namespace {

constexpr int patience_ms = 60'000;
constexpr long version = 5;

/// As file managers write it: what is no plain character is escaped.
std::string uri_of(const std::filesystem::path& file)
{
    std::string uri = "file://";
    constexpr char digits[] = "0123456789ABCDEF";
    for (const unsigned char c : file.string())
        if (std::isalnum(c) || c == '/' || c == '.' || c == '-' || c == '_')
            uri += char(c);
        else
            uri += {'%', digits[c / 16], digits[c % 16]};
    return uri + "\r\n";
}

class Source {
public:
    explicit Source(const std::string& display)
        : display_(XOpenDisplay(display.c_str()), XCloseDisplay)
    {
        if (!display_) throw std::runtime_error("no display to drop on");
        own_ = XCreateSimpleWindow(x(), DefaultRootWindow(x()), 0, 0, 1, 1, 0, 0, 0);
        target_ = aware_window();
        XSetSelectionOwner(x(), atom("XdndSelection"), own_, CurrentTime);
    }

    void drop(const std::string& uris)
    {
        tell("XdndEnter", version << 24, long(atom("text/uri-list")));
        tell("XdndPosition", 0, 300 << 16 | 300, CurrentTime, long(atom("XdndActionCopy")));
        tell("XdndDrop", 0, CurrentTime);
        while (true) {
            const XEvent event = next();
            if (event.type == SelectionRequest) answer(event.xselectionrequest, uris);
            if (event.type == ClientMessage && event.xclient.message_type == atom("XdndFinished"))
                return;
        }
    }

private:
    ::Display* x() const { return display_.get(); }
    Atom atom(const char* name) const { return XInternAtom(x(), name, False); }

    /// There is no window manager, so the program's window is a child of the root.
    ::Window aware_window() const
    {
        ::Window root = 0, parent = 0, found = 0, *children = nullptr;
        unsigned count = 0;
        XQueryTree(x(), DefaultRootWindow(x()), &root, &parent, &children, &count);
        for (unsigned i = 0; i < count; ++i) {
            Atom type = 0;
            int format = 0;
            unsigned long items = 0, left = 0;
            unsigned char* value = nullptr;
            XGetWindowProperty(x(),
                               children[i],
                               atom("XdndAware"),
                               0,
                               1,
                               False,
                               XA_ATOM,
                               &type,
                               &format,
                               &items,
                               &left,
                               &value);
            if (items == 1) found = children[i];
            if (value) XFree(value);
        }
        if (children) XFree(children);
        if (!found) throw std::runtime_error("no window takes drops");
        return found;
    }

    void tell(const char* what, long a, long b = 0, long c = 0, long d = 0)
    {
        XEvent event{};
        event.xclient.type = ClientMessage;
        event.xclient.window = target_;
        event.xclient.message_type = atom(what);
        event.xclient.format = 32;
        const long words[] = {long(own_), a, b, c, d};
        std::copy(std::begin(words), std::end(words), event.xclient.data.l);
        XSendEvent(x(), target_, False, NoEventMask, &event);
        XFlush(x());
    }

    void answer(const XSelectionRequestEvent& request, const std::string& uris)
    {
        XChangeProperty(x(),
                        request.requestor,
                        request.property,
                        request.target,
                        8,
                        PropModeReplace,
                        reinterpret_cast<const unsigned char*>(uris.data()),
                        int(uris.size()));
        XEvent event{};
        event.xselection.type = SelectionNotify;
        event.xselection.requestor = request.requestor;
        event.xselection.selection = request.selection;
        event.xselection.target = request.target;
        event.xselection.property = request.property;
        event.xselection.time = request.time;
        XSendEvent(x(), request.requestor, False, NoEventMask, &event);
        XFlush(x());
    }

    XEvent next()
    {
        pollfd wait{ConnectionNumber(x()), POLLIN, 0};
        if (XPending(x()) == 0 && ::poll(&wait, 1, patience_ms) != 1)
            throw std::runtime_error("the window did not take what was dropped on it");
        XEvent event{};
        XNextEvent(x(), &event);
        return event;
    }

    std::unique_ptr<::Display, int (*)(::Display*)> display_;
    ::Window own_ = 0, target_ = 0;
};

}  // namespace

void drop(const Display& display, const std::filesystem::path& file)
{
    Source(display.name()).drop(uri_of(file));
}

}  // namespace test
