#pragma once

// What every service brings: functions of the same names in its own namespace, found by the type of
// its call. Each is asked by one std::visit, so that a service without it does not compile.
#include "engine/delivery/cloudtrail/service.h"
#include "engine/delivery/config/service.h"
