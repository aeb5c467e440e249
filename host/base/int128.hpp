// The widest built-in integer, under one name that pedantic compilers accept.
#pragma once

namespace gouji {
__extension__ typedef __int128 Int128;  // NOLINT(modernize-use-using): `using` cannot carry __extension__
}  // namespace gouji
