package com.example;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** An application that says hello. */
@ApplicationScoped
public class Shop {
  void routes(@Observes Router router) {
    router.get("/").handler(context -> context.response().end("hello"));
  }
}
