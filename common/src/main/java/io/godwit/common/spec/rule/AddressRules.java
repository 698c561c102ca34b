package io.godwit.common.spec.rule;

import java.util.regex.Pattern;

/** Rules of the addresses that connections have in a job file. */
public final class AddressRules {

  private static final Pattern REFERENCE_START = Pattern.compile("\\$\\{(env|file):[^}:]*\\}");
  private static final Pattern USER_AND_PASSWORD = Pattern.compile("://[^/?@:]*:[^/?@$][^/?@]*@");

  private AddressRules() {}

  /** Whether a URI, or one in a reference's default, has {@code user:password@} in clear text. */
  public static boolean holdsPassword(String address) {
    String withoutReferences = REFERENCE_START.matcher(address).replaceAll("\\$");
    return USER_AND_PASSWORD.matcher(withoutReferences).find();
  }

  /**
   * Refuses an address that has not this form. One that begins with a reference is checked where
   * the reference is resolved.
   *
   * @param key the component that holds it
   * @param form a regular expression for the whole
   * @param rule what it starts with, for the message
   * @throws BrokenRule where it has another form
   */
  public static void startsWith(String address, String key, String form, String rule) {
    if (!address.startsWith("${")
        && !Pattern.compile(form, Pattern.DOTALL).matcher(address).matches()) {
      throw new BrokenRule("the address starts with " + rule, key);
    }
  }
}
