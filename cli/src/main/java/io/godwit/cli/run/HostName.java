package io.godwit.cli.run;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What to call a process that was given no name. */
public final class HostName {

  private HostName() {}

  /** The machine's name and the number of this process, which no other process has now. */
  public static String withProcess() {
    return host().replaceAll("[^A-Za-z0-9._-]", "-") + "-" + ProcessHandle.current().pid();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A machine that does not know its own name still has workers.
      return "worker";
    }
  }
}
