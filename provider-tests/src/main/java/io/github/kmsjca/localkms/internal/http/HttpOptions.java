package io.github.kmsjca.localkms.internal.http;

import java.net.InetAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens.
 *
 * @param port 0 for a free one
 * @param tls null for plain HTTP
 * @param connections how many there may be at the same time
 * @param idle how long a connection may wait for its next request
 * @param read how long a request, once begun, may pause
 */
public record HttpOptions(
    InetAddress address,
    int port,
    @Nullable SSLContext tls,
    int connections,
    Duration idle,
    Duration read,
    Cors cors) {}
