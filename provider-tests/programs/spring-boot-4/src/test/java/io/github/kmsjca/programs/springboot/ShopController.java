package io.github.kmsjca.programs.springboot;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** What the application of the guide answers. */
@RestController
class ShopController {
  private final RestClient client;

  /** The client is the one of the guide, with a certificate of its own. */
  ShopController(RestClient client) {
    this.client = client;
  }

  @GetMapping("/")
  String hello() {
    return "hello";
  }

  /** The client's name as its certificate has it. */
  @GetMapping("/caller")
  String caller(HttpServletRequest request) {
    X509Certificate[] chain =
        (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
    return chain[0].getSubjectX500Principal().getName();
  }

  /** Who this application is for others: it calls itself. */
  @GetMapping("/call")
  String call(@RequestParam int port) {
    return client.get().uri("https://localhost:" + port + "/caller").retrieve().body(String.class);
  }
}
