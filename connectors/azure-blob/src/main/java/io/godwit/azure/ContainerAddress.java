package io.godwit.azure;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a container is.
 *
 * @param endpoint the account's URL
 * @param account its name: the host's first label, or in the manner of emulators the path's first
 *     part
 * @param container its name
 */
record ContainerAddress(String endpoint, String account, String container) {

  private static final Pattern CONTAINER =
      Pattern.compile("\\$(root|web|logs)|(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

  /**
   * Reads a URL.
   *
   * @param place what messages call the connection
   * @throws Refused where it is no container's; the message leaves it out, since a wrong reference
   *     may have led to a secret
   */
  static ContainerAddress of(String url, String place) {
    return read(url)
        .orElseThrow(() ->
            new Refused(
                ErrorCode.JOB_INVALID,
                place
                    + ".azure-blob is no container's URL: that is"
                    + " https://ACCOUNT.blob.core.windows.net/CONTAINER, where CONTAINER has 3 to"
                    + " 63 lower case letters, digits and single dashes"));
  }

  private static Optional<ContainerAddress> read(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      return Optional.empty();
    }
    List<String> path = Stream.of(uri.getPath().split("/")).filter(p -> !p.isEmpty()).toList();
    if (path.isEmpty() || path.size() > 2 || !CONTAINER.matcher(path.getLast()).matches()) {
      return Optional.empty();
    }
    String server = uri.getScheme() + "://" + uri.getAuthority();
    return Optional.of(
        path.size() == 2
            ? new ContainerAddress(server + "/" + path.getFirst(), path.getFirst(), path.getLast())
            : new ContainerAddress(server, uri.getHost().replaceAll("\\..*", ""), path.getLast()));
  }
}
