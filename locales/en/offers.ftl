# The next best offer on the customer page

offers-title = Next best offer
offers-because = bought together with “{ $name }”
offers-proof = Tried on customers not seen before, the hidden product was among the first ten offers { $found } of the time; with bestsellers { $popular }.
offers-popular-title = Popular products
offers-popular-about = No method guesses better than bestsellers do, so these are no offers made for this customer: they are popular, and not bought by them yet.
offers-learning = What is bought together is being learnt at the moment. Offers appear here when that is done.
