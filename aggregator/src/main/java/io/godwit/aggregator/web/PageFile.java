package io.godwit.aggregator.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.godwit.common.monitor.Monitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A part of the page that never changes. */
final class PageFile implements HttpHandler {

  /**
   * Nothing from elsewhere, nothing inline, no frame around it; and whatever a later change to the
   * script may do, it cannot turn text into markup.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private final String type;
  private final byte[] body;

  private PageFile(String type, byte[] body) {
    this.type = type;
    this.body = body;
  }

  /** Files of the class path, one after the other. */
  static PageFile of(String type, String... names) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String name : names) {
      try (InputStream file = PageFile.class.getResourceAsStream(name)) {
        Objects.requireNonNull(file, name).transferTo(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new PageFile(type, body.toByteArray());
  }

  /** Whatever is served, the browser is told to make no more of it than it is. */
  static void protect(HttpExchange exchange) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    protect(exchange);
    Monitor.answer(exchange, 200, type, body);
  }
}
