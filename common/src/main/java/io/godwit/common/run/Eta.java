package io.godwit.common.run;

import java.time.Duration;

/**
 * When the rest will be done, if it goes on like this; both count from now.
 *
 * @param soonest at the upper end of the rates seen
 * @param latest at the lower end; never before the soonest
 */
public record Eta(Duration soonest, Duration latest) {}
