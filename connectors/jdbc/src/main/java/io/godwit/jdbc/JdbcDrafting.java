package io.godwit.jdbc;

import io.godwit.common.model.Secret;
import io.godwit.common.spi.drafting.ConnectionDraft;
import io.godwit.common.spi.drafting.Drafting;
import io.godwit.common.spi.drafting.SinkDraft;
import io.godwit.common.spi.drafting.SourceDraft;
import io.godwit.jdbc.sql.JdbcAccess;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Begins job files for SQL databases. */
public final class JdbcDrafting implements Drafting {

  /** {@code jdbc:x://user:password@host...}, which some drivers take; the password may be away. */
  private static final Pattern LOGIN =
      Pattern.compile("(?<start>jdbc:[^/]*//)(?<user>[^:@/?]+)(:(?<password>[^@/]*))?@(?<rest>.*)");

  /** For {@link java.util.ServiceLoader}. */
  public JdbcDrafting() {}

  @Override
  public List<String> addresses() {
    return List.of(
        "jdbc:postgresql://HOST/DATABASE",
        "jdbc:mariadb://HOST/DATABASE",
        "jdbc:mysql://HOST/DATABASE",
        "embedded:postgresql",
        "embedded:mariadb");
  }

  @Override
  public Optional<SourceDraft> source(String address, String connection) {
    return connection(address, connection)
        .map(found ->
            new SourceDraft(
                "tables", List.of("*"), Map.of(), Optional.of(found), Optional.empty()));
  }

  @Override
  public Optional<SinkDraft> sink(String address, String connection) {
    return connection(address, connection)
        .map(found -> new SinkDraft("table", found, makesTables(address)));
  }

  private static boolean makesTables(String address) {
    JdbcAccess access = new JdbcAccess(address, Optional.empty(), Optional.empty(), 1);
    return !address.startsWith("jdbc:") || Dialects.found().of(access).schema().isPresent();
  }

  private static Optional<ConnectionDraft> connection(String address, String name) {
    if (address.equals("embedded:postgresql") || address.equals("embedded:mariadb")) {
      return Optional.of(new ConnectionDraft(Map.of("jdbc", address), Map.of()));
    }
    if (!address.startsWith("jdbc:")) {
      return Optional.empty();
    }
    Map<String, String> login = new LinkedHashMap<>();
    String url = withoutQuery(withoutLogin(address, login), login);
    Map<String, String> keys = new LinkedHashMap<>();
    Map<String, Secret> variables = new LinkedHashMap<>();
    keys.put("jdbc", url);
    Optional.ofNullable(login.get("user")).ifPresent(user -> keys.put("user", user));
    Optional.ofNullable(login.get("password"))
        .ifPresent(password -> {
          String variable = name.toUpperCase(Locale.ROOT) + "_PASSWORD";
          keys.put("password", "${env:" + variable + "}");
          variables.put(variable, new Secret(password));
        });
    return Optional.of(new ConnectionDraft(keys, variables));
  }

  private static String withoutLogin(String address, Map<String, String> login) {
    Matcher found = LOGIN.matcher(address);
    if (!found.matches()) {
      return address;
    }
    login.put("user", decoded(found.group("user")));
    Optional.ofNullable(found.group("password"))
        .ifPresent(password -> login.put("password", decoded(password)));
    return found.group("start") + found.group("rest");
  }

  /** The URL without the parameters that log in; the others stay as they are. */
  private static String withoutQuery(String address, Map<String, String> login) {
    int question = address.indexOf('?');
    if (question < 0) {
      return address;
    }
    List<String> others = new ArrayList<>();
    for (String parameter : address.substring(question + 1).split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      String key = parts[0].toLowerCase(Locale.ROOT);
      if (parts.length == 2 && (key.equals("user") || key.equals("password"))) {
        login.put(key, decoded(parts[1]));
      } else {
        others.add(parameter);
      }
    }
    String start = address.substring(0, question);
    return others.isEmpty() ? start : start + "?" + String.join("&", others);
  }

  /** A plus stands for itself in a password, so this is not what forms do. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
