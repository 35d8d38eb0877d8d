package io.github.kmsjca.localkms.internal.http;

import io.github.kmsjca.localkms.internal.crypto.Randomness;
import io.github.kmsjca.localkms.internal.dispatch.Dispatcher;
import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.sigv4.SignatureCheck;
import io.github.kmsjca.localkms.internal.sigv4.SignedRequest;
import java.io.IOException;
import java.net.Inet6Address;
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
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.BasicHttpServerExpectationDecorator;
import org.apache.hc.core5.http.io.support.BasicHttpServerRequestHandler;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.RequestValidateHost;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.jspecify.annotations.Nullable;

/** Turns requests into calls, and answers into HTTP responses. */
public final class KmsHttpServer implements AutoCloseable {
  private static final int MAX_LINE_BYTES = 1 << 16;
  private static final int MAX_HEADERS = 100;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final HttpOptions options;
  private final Listener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final SignatureCheck signatures;
  private final Dispatcher dispatcher;
  private final Observer observer;
  private final Clock clock;
  private final Randomness randomness;
  private final Health health;

  /** A server that is not yet started; the clock is the one that clients sign by. */
  public KmsHttpServer(
      HttpOptions options,
      SignatureCheck signatures,
      Dispatcher dispatcher,
      Observer observer,
      Clock clock,
      Randomness randomness,
      String version) {
    this.options = options;
    this.signatures = signatures;
    this.dispatcher = dispatcher;
    this.observer = observer;
    this.clock = clock;
    this.randomness = randomness;
    this.health = new Health(version);
    HttpRequestHandler handler = this::handle;
    Http1Config http =
        Http1Config.custom()
            .setMaxLineLength(MAX_LINE_BYTES)
            .setMaxHeaderCount(MAX_HEADERS)
            .build();
    // No ResponseDate: the clients correct their clocks by the header, so it must show our clock.
    DefaultHttpProcessor processor =
        new DefaultHttpProcessor(
            List.of(new RequestValidateHost()),
            List.of(new ResponseContent(), new ResponseConnControl()));
    HttpService service =
        new HttpService(
            processor,
            new BasicHttpServerExpectationDecorator(
                new BasicHttpServerRequestHandler((request, context) -> handler)),
            http,
            null,
            null);
    this.listener = new Listener(options, http, service);
  }

  /** Listens from now on. */
  public void start() throws IOException {
    listener.start();
  }

  /** Where it listens. */
  public URI endpoint() {
    String scheme = options.tls() == null ? "http" : "https";
    String literal = options.address().getHostAddress();
    String host = options.address() instanceof Inet6Address ? "[" + literal + "]" : literal;
    return URI.create(scheme + "://" + host + ":" + listener.port());
  }

  /** Ends all connections, answered or not, and stops listening. */
  @Override
  public void close() {
    closed.countDown();
    listener.close();
  }

  private void handle(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
      throws IOException {
    @Nullable String origin = options.cors().allowed(request);
    if (Health.isAsked(request)) {
      write(health.reply(), origin, response);
    } else if (options.cors().isPreflight(request)) {
      write(options.cors().preflight(origin), null, response);
    } else {
      call(request, origin, response);
    }
  }

  private void call(
      ClassicHttpRequest request, @Nullable String origin, ClassicHttpResponse response)
      throws IOException {
    String requestId = randomness.uuid();
    SignedRequest read;
    try {
      read = Exchange.read(request);
    } catch (KmsFailure tooLarge) {
      send(Answer.failure(tooLarge.error()).last(), requestId, origin, response);
      return;
    }
    observer.began();
    try {
      send(answer(Exchange.operation(request), read, requestId), requestId, origin, response);
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
            call.principal(),
            call.keyId(),
            call.algorithm(),
            answer.error(),
            call.fault(),
            requestId));
    return answer;
  }

  private void send(
      Answer answer, String requestId, @Nullable String origin, ClassicHttpResponse response)
      throws IOException {
    Line line = new Line(ServerConnection.currentSocket(), closed);
    line.pause(answer.delay().plus(observer.latency()));
    Reply reply = answer.reply().with("Date", HTTP_DATE.format(clock.instant()));
    if (answer.ofKms()) {
      reply = reply.with("x-amzn-RequestId", requestId);
    }
    if (answer.delivery() != null) {
      answer.delivery().deliver(line, origin == null ? reply : Cors.exposed(reply, origin));
      line.close();
      throw new ConnectionClosedException("Closed on purpose");
    }
    write(reply, origin, response);
  }

  private static void write(Reply reply, @Nullable String origin, ClassicHttpResponse response) {
    Reply exposed = origin == null ? reply : Cors.exposed(reply, origin);
    response.setCode(exposed.status());
    exposed.headers().forEach(response::setHeader);
    if (exposed.status() != 204) {
      response.setEntity(new ByteArrayEntity(exposed.body(), null));
    }
  }
}
