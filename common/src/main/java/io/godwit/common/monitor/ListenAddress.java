package io.godwit.common.monitor;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;

/**
 * Where to listen.
 *
 * @param host a name or address; {@code 0.0.0.0} is every interface
 * @param port from 0, which lets the system choose, to 65,535
 */
public record ListenAddress(String host, int port) {

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Reads {@code [HOST:]PORT}. Without a host it is this machine only: what is served has no
   * password.
   *
   * @throws Refused where it is none
   */
  public static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? LOOPBACK : text.substring(0, colon);
    String port = text.substring(colon + 1);
    if (host.isBlank() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE,
          "--listen " + text + " is no [HOST:]PORT with a port from 0 to 65535");
    }
    return new ListenAddress(host, Integer.parseInt(port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
