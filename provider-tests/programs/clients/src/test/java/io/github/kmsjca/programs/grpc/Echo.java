package io.github.kmsjca.programs.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A service without generated code, which tells its callers who they are. */
final class Echo {
  private static final String SERVICE = "test.Echo";
  private static final int SECONDS = 60;

  private static final Marshaller<String> TEXT =
      new Marshaller<>() {
        @Override
        public InputStream stream(String value) {
          return new ByteArrayInputStream(value.getBytes(UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
          try {
            return new String(stream.readAllBytes(), UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private static final MethodDescriptor<String, String> METHOD =
      MethodDescriptor.newBuilder(TEXT, TEXT)
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "WhoAmI"))
          .build();

  private Echo() {}

  static ServerServiceDefinition service() {
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(
            METHOD,
            (call, headers) ->
                ServerCalls.<String, String>asyncUnaryCall(
                        (request, answer) -> {
                          answer.onNext(caller(call));
                          answer.onCompleted();
                        })
                    .startCall(call, headers))
        .build();
  }

  private static String caller(ServerCall<?, ?> call) {
    try {
      return call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION).getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String call(Channel channel) {
    return ClientCalls.blockingUnaryCall(
        channel, METHOD, CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS), "?");
  }
}
