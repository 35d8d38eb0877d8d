package io.github.kmsjca.localkms.internal.http;

import io.github.kmsjca.localkms.internal.crypto.Randomness;
import io.github.kmsjca.localkms.internal.dispatch.Dispatcher;
import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.sigv4.SignatureCheck;
import io.github.kmsjca.localkms.internal.sigv4.SignedRequest;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.HttpResponseInterceptor;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.RequestValidateHost;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.io.CloseMode;

/** Listens, with one thread per connection, and turns answers into HTTP responses. */
public final class KmsHttpServer implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int MAX_LINE_BYTES = 1 << 16;
  private static final int MAX_HEADERS = 100;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final InetAddress address;
  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final SignatureCheck signatures;
  private final Dispatcher dispatcher;
  private final Observer observer;
  private final Clock clock;
  private final Randomness randomness;

  /** A server that is not yet started. */
  public KmsHttpServer(
      InetAddress address,
      int port,
      SignatureCheck signatures,
      Dispatcher dispatcher,
      Observer observer,
      Clock clock,
      Randomness randomness) {
    this.address = address;
    this.signatures = signatures;
    this.dispatcher = dispatcher;
    this.observer = observer;
    this.clock = clock;
    this.randomness = randomness;
    HttpRequestHandler handler = this::handle;
    // No ResponseDate: the clients correct their clocks by the header, so it must show our clock.
    List<HttpRequestInterceptor> onRequest = List.of(new RequestValidateHost());
    List<HttpResponseInterceptor> onResponse =
        List.of(new ResponseContent(), new ResponseConnControl());
    Http1Config limits =
        Http1Config.custom()
            .setMaxLineLength(MAX_LINE_BYTES)
            .setMaxHeaderCount(MAX_HEADERS)
            .build();
    this.server =
        ServerBootstrap.bootstrap()
            .setLocalAddress(address)
            .setListenerPort(port)
            .setSocketConfig(
                SocketConfig.custom().setTcpNoDelay(true).setBacklogSize(BACKLOG).build())
            .setHttp1Config(limits)
            .setConnectionFactory(socket -> ServerConnection.of(socket, limits))
            .setHttpProcessor(new DefaultHttpProcessor(onRequest, onResponse))
            .setRequestRouter((request, context) -> handler)
            .create();
  }

  /** Listens from now on. */
  public void start() throws IOException {
    server.start();
  }

  /** Where it listens. */
  public URI endpoint() {
    String literal = address.getHostAddress();
    String host = address instanceof Inet6Address ? "[" + literal + "]" : literal;
    return URI.create("http://" + host + ":" + server.getLocalPort());
  }

  /** Ends all connections, answered or not, and stops listening. */
  @Override
  public void close() {
    closed.countDown();
    server.close(CloseMode.IMMEDIATE);
  }

  private void handle(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
      throws IOException {
    String requestId = randomness.uuid();
    SignedRequest read;
    try {
      read = Exchange.read(request);
    } catch (KmsFailure tooLarge) {
      response.setHeader("Connection", "close");
      send(Answer.failure(tooLarge.error()), requestId, response);
      return;
    }
    observer.began();
    try {
      send(answer(Exchange.operation(request), read, requestId), requestId, response);
    } finally {
      observer.ended();
    }
  }

  private Answer answer(String operation, SignedRequest request, String requestId)
      throws IOException {
    CallHandler call =
        new CallHandler(signatures, dispatcher, observer, operation, request, requestId);
    Answer answer = call.answer();
    Caller caller = call.caller();
    observer.called(
        new Observer.Seen(
            clock.instant(),
            operation,
            caller.scope().region(),
            caller.accessKeyId(),
            call.keyId(),
            call.algorithm(),
            answer.error(),
            call.fault(),
            requestId));
    return answer;
  }

  private void send(Answer answer, String requestId, ClassicHttpResponse response)
      throws IOException {
    Line line = new Line(ServerConnection.currentSocket(), closed);
    line.pause(answer.delay().plus(observer.latency()));
    Reply reply = answer.reply().with("Date", HTTP_DATE.format(clock.instant()));
    if (answer.ofKms()) {
      reply = reply.with("x-amzn-RequestId", requestId);
    }
    if (answer.delivery() != null) {
      answer.delivery().deliver(line, reply);
      line.close();
      throw new ConnectionClosedException("Closed on purpose");
    }
    response.setCode(reply.status());
    reply.headers().forEach(response::setHeader);
    response.setEntity(new ByteArrayEntity(reply.body(), null));
  }
}
